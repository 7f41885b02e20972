import type { Queryable } from '@backhaul/event-store';
import type { JobName } from './names.js';
import type { MerchantJob } from './open-run.js';

/** How a job of a merchant stands, beside its runs. */
export interface JobState {
  readonly job: JobName;
  /** What it has surely read up to; null before the first full run. */
  readonly watermark: Date | null;
  /** When a run last began by itself. */
  readonly tickedAt: Date | null;
  /** When a run last read everything. */
  readonly succeededAt: Date | null;
  readonly paused: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

interface JobTableRow {
  job: JobName;
  watermark: Date | null;
  ticked_at: Date | null;
  succeeded_at: Date | null;
  paused_at: Date | null;
  paused_by: string | null;
  pause_reason: string | null;
}

const COLUMNS = 'job, watermark, ticked_at, succeeded_at, paused_at, paused_by, pause_reason';

/** What is kept of each job: how far it has read, and whether a person paused it. */
export const jobTable = {
  async find(db: Queryable, { merchantId, job }: MerchantJob): Promise<JobState> {
    const { rows } = await db.query(`SELECT ${COLUMNS} FROM rlm.job WHERE merchant_id = $1 AND job = $2`, [
      merchantId,
      job,
    ]);
    const [row] = rows as JobTableRow[];
    return row === undefined ? { job, watermark: null, tickedAt: null, succeededAt: null, paused: null } : stateOf(row);
  },

  async ticked(tx: Queryable, { merchantId, job }: MerchantJob, at: Date): Promise<void> {
    await tx.query('UPDATE rlm.job SET ticked_at = $3 WHERE merchant_id = $1 AND job = $2', [merchantId, job, at]);
  },

  /** The watermark never moves backwards. */
  async succeeded(tx: Queryable, of: MerchantJob, at: Date, watermark: Date | null): Promise<void> {
    await tx.query(
      `UPDATE rlm.job SET succeeded_at = $3, watermark = greatest(watermark, $4::timestamptz)
       WHERE merchant_id = $1 AND job = $2`,
      [of.merchantId, of.job, at, watermark],
    );
  },

  async pause(tx: Queryable, of: MerchantJob, paused: NonNullable<JobState['paused']>): Promise<void> {
    await tx.query(
      `INSERT INTO rlm.job (merchant_id, job, paused_at, paused_by, pause_reason) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (merchant_id, job) DO UPDATE
       SET paused_at = excluded.paused_at, paused_by = excluded.paused_by, pause_reason = excluded.pause_reason`,
      [of.merchantId, of.job, paused.at, paused.by, paused.reason],
    );
  },

  async resume(tx: Queryable, of: MerchantJob): Promise<void> {
    await tx.query(
      `UPDATE rlm.job SET paused_at = NULL, paused_by = NULL, pause_reason = NULL WHERE merchant_id = $1 AND job = $2`,
      [of.merchantId, of.job],
    );
  },
};

function stateOf(row: JobTableRow): JobState {
  const { paused_at: at, paused_by: by, pause_reason: reason } = row;
  return {
    job: row.job,
    watermark: row.watermark,
    tickedAt: row.ticked_at,
    succeededAt: row.succeeded_at,
    paused: at === null ? null : { at, by: by ?? '', reason: reason ?? '' },
  };
}
