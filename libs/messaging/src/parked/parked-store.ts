import type { Queryable } from '@backhaul/event-store';
import { messageOf, type ParkedMessage, type ParkedRow } from './parked-message.js';
import type { Reason } from './reason.js';

export async function getParked(db: Queryable, group: string, id: string): Promise<ParkedMessage | null> {
  const { rows } = await db.query('SELECT * FROM messaging.parked WHERE consumer_group = $1 AND id = $2', [group, id]);
  const [row] = rows as ParkedRow[];
  return row === undefined ? null : messageOf(row);
}

/** The first message of the key that is still open: the only one that may be handled next. */
export async function headOfKey(db: Queryable, group: string, key: string): Promise<ParkedMessage | null> {
  const { rows } = await db.query(
    `SELECT * FROM messaging.parked
      WHERE consumer_group = $1 AND key = $2 AND status IN ('failed', 'queued') ORDER BY id LIMIT 1`,
    [group, key],
  );
  const [row] = rows as ParkedRow[];
  return row === undefined ? null : messageOf(row);
}

/** Who closed it, and why. */
export interface Closing {
  by: string;
  reason: string;
}

export async function closeReplayed(tx: Queryable, id: string, { by, reason }: Closing): Promise<void> {
  await tx.query(
    `UPDATE messaging.parked SET status = 'replayed', closed_at = clock_timestamp(), closed_by = $2, closed_reason = $3,
            attempts = attempts + 1, last_attempt_at = clock_timestamp(),
            first_attempt_at = coalesce(first_attempt_at, clock_timestamp()) WHERE id = $1`,
    [id, by, reason],
  );
}

export async function closeDiscarded(tx: Queryable, id: string, { by, reason }: Closing): Promise<void> {
  await tx.query(
    `UPDATE messaging.parked SET status = 'discarded', closed_at = clock_timestamp(), closed_by = $2, closed_reason = $3
      WHERE id = $1`,
    [id, by, reason],
  );
}

export async function failedAgain(tx: Queryable, id: string, reason: Reason): Promise<void> {
  await tx.query(
    `UPDATE messaging.parked SET status = 'failed', reason_code = $2, reason = $3,
            attempts = attempts + 1, last_attempt_at = clock_timestamp(),
            first_attempt_at = coalesce(first_attempt_at, clock_timestamp()) WHERE id = $1`,
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
