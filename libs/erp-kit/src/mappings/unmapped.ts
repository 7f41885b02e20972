import type { Queryable } from '@backhaul/event-store';
import { normalised } from '../mapping/state.js';
import type { TableId } from './entries.js';
import type { Waiting } from './mapping-table.js';

/** A key that came in traffic and stands for nothing. */
export interface Unmapped {
  readonly key: string;
  /** Returns that brought it. */
  readonly seen: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  /** Returns that wait for it now. */
  readonly waiting: number;
}

/** Keys that are not mapped, and the returns that wait for them. */
export const unmapped = {
  /** Counts the key once per return, and has the return wait for it. */
  async note(tx: Queryable, { merchantId, table, key, returnId }: Waiting): Promise<void> {
    await tx.query(
      `WITH waits AS (
         INSERT INTO erp_kit.waiting (merchant_id, table_name, normal_key, key, return_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (merchant_id, table_name, normal_key, return_id) DO NOTHING RETURNING key
       )
       INSERT INTO erp_kit.unmapped AS known (merchant_id, table_name, normal_key, key) SELECT $1, $2, $3, key FROM waits
       ON CONFLICT (merchant_id, table_name, normal_key) DO UPDATE SET seen = known.seen + 1, last_seen_at = now()`,
      [merchantId, table, normalised(key), key.trim(), returnId],
    );
  },

  /** Nothing of a return waits any more: it was cancelled, or goes another way. */
  async forget(tx: Queryable, returnId: string): Promise<void> {
    await tx.query('DELETE FROM erp_kit.waiting WHERE return_id = $1', [returnId]);
  },

  /** Those for which most returns wait come first. */
  async list(db: Queryable, { merchantId, table }: TableId, limit: number): Promise<Unmapped[]> {
    const { rows } = await db.query(
      `SELECT key, seen, first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt",
         (SELECT count(*)::int FROM erp_kit.waiting
          WHERE (merchant_id, table_name, normal_key) = (known.merchant_id, known.table_name, known.normal_key)) AS waiting
       FROM erp_kit.unmapped AS known
       WHERE merchant_id = $1 AND table_name = $2 AND NOT EXISTS (
         SELECT FROM erp_kit.mapping
         WHERE (merchant_id, table_name, normal_key) = (known.merchant_id, known.table_name, known.normal_key))
       ORDER BY waiting DESC, known.last_seen_at DESC LIMIT $3`,
      [merchantId, table, limit],
    );
    return rows as Unmapped[];
  },

  /**
   * Takes one return that has waited since before `cutoff` for a key that stands for something now: by an entry, or since
   * its table (one of `defaulted`) has a default. Null when there is none, or others are at work on them.
   */
  async take(tx: Queryable, merchantId: string, defaulted: readonly string[], cutoff: Date): Promise<Waiting | null> {
    const { rows } = await tx.query(
      `DELETE FROM erp_kit.waiting WHERE ctid = (
         SELECT waits.ctid FROM erp_kit.waiting AS waits
         WHERE merchant_id = $1 AND since < $3 AND next_at <= $3 AND (table_name = ANY ($2) OR EXISTS (
           SELECT FROM erp_kit.mapping AS entry
           WHERE (entry.merchant_id, entry.table_name, entry.normal_key) = (waits.merchant_id, waits.table_name, waits.normal_key)))
         ORDER BY since LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING merchant_id AS "merchantId", table_name AS "table", key, return_id AS "returnId"`,
      [merchantId, defaulted, cutoff],
    );
    return (rows as Waiting[])[0] ?? null;
  },

  /** What went on and failed waits a while before the next attempt. */
  async postpone(db: Queryable, { merchantId, table, key, returnId }: Waiting, why: string): Promise<void> {
    await db.query(
      `UPDATE erp_kit.waiting SET attempts = attempts + 1, failure = $5,
         next_at = now() + least(interval '1 hour', interval '30 seconds' * 2 ^ least(attempts, 10))
       WHERE merchant_id = $1 AND table_name = $2 AND normal_key = $3 AND return_id = $4`,
      [merchantId, table, normalised(key), returnId, why],
    );
  },
};
