import type { Queryable } from '@backhaul/event-store';
import { countItems } from './count-items.js';
import { jobRuns } from './job-streams.js';
import { causeOfJob, type MerchantJob } from './open-run.js';
import type { Ending } from './run/events.js';

/** How a run ended, beside what became of its items. */
export interface RunEnd {
  readonly runId: string;
  /** `read`: that it read everything, so that its items decide what to call it. */
  readonly ending: Exclude<Ending, 'SUCCESS' | 'SUCCESS_WITH_ERRORS'> | 'read';
  readonly message: string | null;
  /** How many items it looked at. */
  readonly read: number;
  readonly at: Date;
}

const DIED = 'The process that had the run died. Another run has taken over.';

/** Nothing joins the run of the job that goes on any more; waits for what is joining it. Gives its id. */
async function close(tx: Queryable, { merchantId, job }: MerchantJob): Promise<string | null> {
  const { rows } = await tx.query(
    'DELETE FROM rlm.job_open_run WHERE merchant_id = $1 AND job = $2 RETURNING run_id AS "runId"',
    [merchantId, job],
  );
  return (rows as { runId: string }[])[0]?.runId ?? null;
}

/** Ends runs; each once. */
export const endRuns = {
  async end(tx: Queryable, of: MerchantJob, { runId, ending, message, read, at }: RunEnd): Promise<void> {
    const counts = await countItems(tx, runId, read);
    const success = counts.errored > 0 ? 'SUCCESS_WITH_ERRORS' : 'SUCCESS';
    const command = { kind: 'Finish', status: ending === 'read' ? success : ending, counts, message, at } as const;
    await jobRuns.execute(tx, runId, command, causeOfJob(of, runId));
  },

  /** Makes room for another run: what happened by itself so far is a run of its own, and a dead run is abandoned. */
  async makeRoom(tx: Queryable, of: MerchantJob, dead: string | null, at: Date): Promise<void> {
    const open = await close(tx, of);
    if (dead !== null) await endRuns.end(tx, of, { runId: dead, ending: 'ABANDONED', message: DIED, read: 0, at });
    if (open !== null && open !== dead)
      await endRuns.end(tx, of, { runId: open, ending: 'read', message: null, read: 0, at });
  },

  /** Ends the run that goes on, in whose lease it is done. */
  async endOpen(tx: Queryable, of: MerchantJob, end: RunEnd): Promise<void> {
    await close(tx, of);
    await endRuns.end(tx, of, end);
  },
};
