import type { Queryable } from '@backhaul/event-store';
import { normalised, type MappingValue } from '../mapping/state.js';

/** An entry of a table as it stands now. */
export interface Entry {
  readonly key: string;
  readonly value: MappingValue;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

/** Where an entry belongs. */
export interface TableId {
  readonly merchantId: string;
  readonly table: string;
}

/** The entries that stand now: written with the events that change them, so that a look-up reads one row. */
export const entries = {
  async put(tx: Queryable, { merchantId, table }: TableId, changed: readonly Entry[]): Promise<void> {
    const rows = changed.map((entry) => ({ ...entry, normal: normalised(entry.key) }));
    await tx.query(
      `INSERT INTO erp_kit.mapping (merchant_id, table_name, normal_key, key, value, set_by, reason, set_at)
       SELECT DISTINCT ON (normal) $1, $2, normal, key, value, by, reason, at
       FROM ROWS FROM (jsonb_to_recordset($3) AS (normal text, key text, value jsonb, by text, reason text, at timestamptz))
         WITH ORDINALITY AS changed (normal, key, value, by, reason, at, nth)
       ORDER BY normal, nth DESC
       ON CONFLICT (merchant_id, table_name, normal_key) DO UPDATE SET key = excluded.key, value = excluded.value,
         set_by = excluded.set_by, reason = excluded.reason, set_at = excluded.set_at`,
      [merchantId, table, JSON.stringify(rows)],
    );
  },

  async remove(tx: Queryable, { merchantId, table }: TableId, key: string): Promise<void> {
    await tx.query('DELETE FROM erp_kit.mapping WHERE merchant_id = $1 AND table_name = $2 AND normal_key = $3', [
      merchantId,
      table,
      normalised(key),
    ]);
  },

  async find(db: Queryable, { merchantId, table }: TableId, key: string): Promise<MappingValue | undefined> {
    const { rows } = await db.query(
      'SELECT value FROM erp_kit.mapping WHERE merchant_id = $1 AND table_name = $2 AND normal_key = $3',
      [merchantId, table, normalised(key)],
    );
    return (rows as { value: MappingValue }[])[0]?.value;
  },

  /** By key; `after` is the key of the last entry of the page before. */
  async list(db: Queryable, { merchantId, table }: TableId, after: string, limit: number): Promise<Entry[]> {
    const { rows } = await db.query(
      `SELECT key, value, set_by AS by, reason, set_at AS at FROM erp_kit.mapping
       WHERE merchant_id = $1 AND table_name = $2 AND normal_key > $3 ORDER BY normal_key LIMIT $4`,
      [merchantId, table, normalised(after), limit],
    );
    return rows as Entry[];
  },
};
