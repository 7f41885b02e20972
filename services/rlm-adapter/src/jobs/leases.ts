import type { Queryable } from '@backhaul/event-store';
import type { MerchantJob } from './open-run.js';

/** Who asks for a job's lease, and how long it lasts unless it is renewed. */
export interface Applicant {
  readonly runId: string;
  /** How operators see the process. */
  readonly owner: string;
  readonly expiryMs: number;
}

/** `dead`: the run whose lease had run out and was taken over. */
export type Taken =
  { readonly outcome: 'mine'; readonly dead: string | null } | { readonly outcome: 'locked'; readonly runId: string };

/** One run per job and merchant (contracts/rlm-and-3pl.md §3.1). The database's clock counts: those of hosts may differ. */
export const leases = {
  async take(tx: Queryable, of: MerchantJob, { runId, owner, expiryMs }: Applicant): Promise<Taken> {
    const key = [of.merchantId, of.job];
    await tx.query('INSERT INTO rlm.job (merchant_id, job) VALUES ($1, $2) ON CONFLICT DO NOTHING', key);
    const { rows } = await tx.query(
      `SELECT run_id AS "runId", expires_at > clock_timestamp() AS live FROM rlm.job
       WHERE merchant_id = $1 AND job = $2 FOR UPDATE`,
      key,
    );
    const [held] = rows as { runId: string | null; live: boolean | null }[];
    const holder = held?.runId ?? null;
    if (holder !== null && held?.live === true) return { outcome: 'locked', runId: holder };
    await tx.query(
      `UPDATE rlm.job SET run_id = $3, owner = $4, expires_at = clock_timestamp() + $5 * interval '1 millisecond'
       WHERE merchant_id = $1 AND job = $2`,
      [...key, runId, owner, expiryMs],
    );
    return { outcome: 'mine', dead: holder };
  },

  /** False: the lease had run out and belongs to another run. */
  async renew(db: Queryable, of: MerchantJob, runId: string, expiryMs: number): Promise<boolean> {
    const { rowCount } = await db.query(
      `UPDATE rlm.job SET expires_at = clock_timestamp() + $4 * interval '1 millisecond'
       WHERE merchant_id = $1 AND job = $2 AND run_id = $3`,
      [of.merchantId, of.job, runId, expiryMs],
    );
    return rowCount === 1;
  },

  /** Gives the lease back; false: it belongs to another run. */
  async release(tx: Queryable, of: MerchantJob, runId: string): Promise<boolean> {
    const { rowCount } = await tx.query(
      `UPDATE rlm.job SET run_id = NULL, owner = NULL, expires_at = NULL
       WHERE merchant_id = $1 AND job = $2 AND run_id = $3`,
      [of.merchantId, of.job, runId],
    );
    return rowCount === 1;
  },
};
