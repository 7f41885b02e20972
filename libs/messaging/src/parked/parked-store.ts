import type { Queryable } from '@backhaul/event-store';
import { fromRow, type ParkedMessage, type ParkedRow, type ParkedStatus } from './parked-message.js';
import type { Reason } from './reason.js';

export interface ParkedFilter {
  status?: readonly ParkedStatus[];
  key?: string;
  /** Default 100. */
  limit?: number;
  /** Only ids above this one: for the next page. */
  after?: string;
}

const OPEN: readonly ParkedStatus[] = ['failed', 'queued'];

/** Parked messages of a group, oldest first; without a status only those that are still open. */
export async function listParked(db: Queryable, group: string, filter: ParkedFilter = {}): Promise<ParkedMessage[]> {
  const { rows } = await db.query(
    `SELECT * FROM messaging.parked
      WHERE consumer_group = $1 AND status = ANY ($2) AND ($3::text IS NULL OR key = $3) AND id > $4 ORDER BY id LIMIT $5`,
    [group, filter.status ?? OPEN, filter.key ?? null, filter.after ?? '0', filter.limit ?? 100],
  );
  return (rows as ParkedRow[]).map(fromRow);
}

export async function getParked(db: Queryable, group: string, id: string): Promise<ParkedMessage | null> {
  const { rows } = await db.query('SELECT * FROM messaging.parked WHERE consumer_group = $1 AND id = $2', [group, id]);
  const [row] = rows as ParkedRow[];
  return row === undefined ? null : fromRow(row);
}

/** The first message of the key that is still open: the only one that may be handled next. */
export async function headOfKey(db: Queryable, group: string, key: string): Promise<ParkedMessage | null> {
  const { rows } = await db.query(
    `SELECT * FROM messaging.parked
      WHERE consumer_group = $1 AND key = $2 AND status IN ('failed', 'queued') ORDER BY id LIMIT 1`,
    [group, key],
  );
  const [row] = rows as ParkedRow[];
  return row === undefined ? null : fromRow(row);
}

export async function closeParked(
  tx: Queryable,
  id: string,
  closed: { status: 'replayed' | 'discarded'; by: string; reason: string | null },
): Promise<void> {
  await tx.query(
    `UPDATE messaging.parked SET status = $2, closed_at = clock_timestamp(), closed_by = $3, closed_reason = $4,
            attempts = attempts + CASE WHEN $2 = 'replayed' THEN 1 ELSE 0 END WHERE id = $1`,
    [id, closed.status, closed.by, closed.reason],
  );
}

export async function failedAgain(tx: Queryable, id: string, reason: Reason): Promise<void> {
  await tx.query(
    `UPDATE messaging.parked SET status = 'failed', attempts = attempts + 1, last_attempt_at = clock_timestamp(),
            reason_code = $2, reason = $3 WHERE id = $1`,
    [id, reason.code, reason.text],
  );
}

/** For metrics and health: what is open, and since when. */
export interface ParkedCounts {
  failed: number;
  queued: number;
  keys: number;
  oldest: Date | null;
}

export async function countParked(db: Queryable, group: string): Promise<ParkedCounts> {
  const { rows } = await db.query(
    `SELECT count(*) FILTER (WHERE status = 'failed')::int AS failed, count(*) FILTER (WHERE status = 'queued')::int AS queued,
            count(DISTINCT key)::int AS keys, min(parked_at) AS oldest
       FROM messaging.parked WHERE consumer_group = $1 AND status IN ('failed', 'queued')`,
    [group],
  );
  const [row] = rows as ParkedCounts[];
  return row ?? { failed: 0, queued: 0, keys: 0, oldest: null };
}
