import type { Clock } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { Transactions } from '@backhaul/service-kit';
import type { Pool } from 'pg';
import { endRuns } from './end-runs.js';
import { leases } from './leases.js';
import type { JobName } from './names.js';

/** A run of what happens by itself is over when nothing happened for so long, or when it has gone on for so long. */
const IDLE_MS = 5_000;
const LONGEST_MS = 15 * 60_000;

/** Ends the runs that nobody ends: of what happened by itself, and of processes that died. */
export async function endIdleRuns(
  { pool, transactions, clock }: { pool: Pool; transactions: Transactions; clock: Clock },
  merchantId: string,
): Promise<void> {
  for (const job of await deadJobs(pool, merchantId)) {
    await transactions.run(async (tx) => {
      const of = { merchantId, job };
      const runId = `${merchantId}-nobody`;
      const taken = await leases.take(tx, of, { runId, owner: 'nobody', expiryMs: 1000 });
      if (taken.outcome === 'locked') return;
      await endRuns.makeRoom(tx, of, taken.dead, clock.now());
      await leases.release(tx, of, runId);
    });
  }
  for (const job of await idleJobs(pool, merchantId, clock.now()))
    await transactions.run(async (tx) => {
      if (await isLeased(tx, merchantId, job)) return;
      await endRuns.makeRoom(tx, { merchantId, job }, null, clock.now());
    });
}

async function deadJobs(db: Queryable, merchantId: string): Promise<JobName[]> {
  const { rows } = await db.query(
    'SELECT job FROM rlm.job WHERE merchant_id = $1 AND run_id IS NOT NULL AND expires_at <= clock_timestamp()',
    [merchantId],
  );
  return (rows as { job: JobName }[]).map(({ job }) => job);
}

async function idleJobs(db: Queryable, merchantId: string, now: Date): Promise<JobName[]> {
  const { rows } = await db.query(
    `SELECT open.job FROM rlm.job_open_run AS open LEFT JOIN rlm.job USING (merchant_id, job)
     WHERE merchant_id = $1 AND job.run_id IS DISTINCT FROM open.run_id AND opened_at <= $2
       AND (opened_at <= $3
         OR NOT EXISTS (SELECT FROM rlm.job_item_row AS item WHERE item.run_id = open.run_id AND item.at > $2))`,
    [merchantId, new Date(now.getTime() - IDLE_MS), new Date(now.getTime() - LONGEST_MS)],
  );
  return (rows as { job: JobName }[]).map(({ job }) => job);
}

/** Locks the lease meanwhile, so that no run begins between the look and the end. */
async function isLeased(tx: Queryable, merchantId: string, job: JobName): Promise<boolean> {
  const { rows } = await tx.query(
    'SELECT run_id AS "runId" FROM rlm.job WHERE merchant_id = $1 AND job = $2 FOR UPDATE',
    [merchantId, job],
  );
  return ((rows as { runId: string | null }[])[0]?.runId ?? null) !== null;
}
