import type { Queryable } from '@backhaul/event-store';
import { newEventId, type Cause } from '@backhaul/service-kit';
import { jobRuns } from './job-streams.js';
import type { JobName } from './names.js';
import type { Beginning } from './run/events.js';

/** A job of a merchant. */
export interface MerchantJob {
  readonly merchantId: string;
  readonly job: JobName;
}

/** What a run's and an item's events are filed under. They belong to no order, so they keep to a place of their own. */
export function causeOfJob({ merchantId, job }: MerchantJob, causationId: string, actor?: string): Cause {
  const subject = `${merchantId}-job-${job.replaceAll(' ', '-')}`;
  const cause = { merchantId, subject, partitionKey: `${merchantId}/jobs`, correlationId: subject, causationId };
  return actor === undefined ? cause : { ...cause, actor };
}

/** Which run of a job takes what happens now: at most one per job. */
export const openRun = {
  /**
   * The run that an item belongs to, and the item's place in it. It cannot end before the transaction does. Without one that goes
   * on, what happens by itself opens one.
   */
  async join(tx: Queryable, of: MerchantJob, at: Date): Promise<{ runId: string; seq: number }> {
    for (;;) {
      const { rows } = await tx.query({
        name: 'rlm.join-run',
        text: `SELECT run_id AS "runId", nextval('rlm.job_item_seq') AS seq FROM rlm.job_open_run
               WHERE merchant_id = $1 AND job = $2 FOR KEY SHARE`,
        values: [of.merchantId, of.job],
      });
      const [found] = rows as { runId: string; seq: string }[];
      if (found !== undefined) return { runId: found.runId, seq: Number(found.seq) };
      await openRun.open(tx, of, newEventId(), prompted(of), at);
    }
  },

  /** Begins a run, unless another one of the job goes on: then false. */
  async open(tx: Queryable, of: MerchantJob, runId: string, beginning: Beginning, at: Date): Promise<boolean> {
    const { rowCount } = await tx.query(
      `INSERT INTO rlm.job_open_run (merchant_id, job, run_id, opened_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [of.merchantId, of.job, runId, at],
    );
    if (rowCount !== 1) return false;
    await jobRuns.execute(
      tx,
      runId,
      { kind: 'Start', beginning, at },
      causeOfJob(of, runId, beginning.by ?? undefined),
    );
    return true;
  },
};

const prompted = ({ job }: MerchantJob): Beginning => ({
  ...{ job, trigger: 'EVENT', windowFrom: null, windowTo: null, ids: null, by: null, reason: null },
});
