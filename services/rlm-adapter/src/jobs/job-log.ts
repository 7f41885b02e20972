import type { Queryable } from '@backhaul/event-store';
import type { Outcome } from './item/events.js';
import { jobItems } from './job-streams.js';
import { slugOf, type JobName } from './names.js';
import { causeOfJob, openRun } from './open-run.js';

/** What became of an item of a job: the row that its screen shows (contracts/rlm-and-3pl.md §3.1). */
export interface JobLogEntry extends Omit<Outcome, 'runId' | 'seq' | 'job'> {
  readonly merchantId: string;
  readonly job: JobName;
  readonly at: Date;
}

/** The stream of an item, and its row on the screen. */
export const itemIdOf = ({
  merchantId,
  job,
  entity,
  externalId,
}: Pick<JobLogEntry, 'merchantId' | 'job' | 'entity' | 'externalId'>): string =>
  `${merchantId}-${slugOf(job)}-${entity}-${externalId}`;

/** The one place where it is said what happened to an item of a job. */
export const jobLog = {
  /**
   * In the transaction in which it happened. It belongs to the run of the job that goes on, or opens one. An `ERROR` is tried again
   * by the runs to come, by its call if it has one; whatever else is said of the same call, or without one, ends that.
   */
  async record(tx: Queryable, { merchantId, job, at, ...item }: JobLogEntry): Promise<void> {
    const { runId, seq } = await openRun.join(tx, { merchantId, job }, at);
    const itemId = itemIdOf({ merchantId, job, ...item });
    const command = { kind: 'Record', itemId, outcome: { runId, seq, job, ...item }, at } as const;
    const cause = causeOfJob({ merchantId, job }, runId);
    const about = item.returnId === null ? cause : { ...cause, subject: item.returnId, correlationId: item.returnId };
    await jobItems.execute(tx, itemId, command, about);
  },
};
