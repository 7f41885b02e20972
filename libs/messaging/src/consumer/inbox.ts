import type { Queryable } from '@backhaul/event-store';

/** fresh: ours to handle, and now recorded as handled; seen: handled before; blocked: an earlier message of the key is parked. */
export type Admission = 'fresh' | 'seen' | 'blocked';

const ADMIT = `
WITH seen AS (
  SELECT FROM messaging.inbox WHERE consumer_group = $1 AND message_id = $2
), blocked AS (
  SELECT FROM messaging.parked WHERE consumer_group = $1 AND key = $3 AND status IN ('failed', 'queued') LIMIT 1
), entered AS (
  INSERT INTO messaging.inbox (consumer_group, message_id)
  SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM blocked)
  ON CONFLICT DO NOTHING RETURNING message_id
)
SELECT CASE WHEN EXISTS (SELECT FROM seen) THEN 'seen'
            WHEN EXISTS (SELECT FROM blocked) THEN 'blocked'
            WHEN EXISTS (SELECT FROM entered) THEN 'fresh' ELSE 'seen' END AS admission`;

/** Asks and records in one round trip. The caller holds the lock of the key, so nothing about the key changes meanwhile. */
export async function admit(tx: Queryable, group: string, messageId: string, key: string): Promise<Admission> {
  const { rows } = await tx.query({ name: 'messaging.admit', text: ADMIT, values: [group, messageId, key] });
  const [row] = rows as { admission: Admission }[];
  return row?.admission ?? 'seen';
}

/** Records that the group has dealt with the message; false when it had before. */
export async function enterInbox(tx: Queryable, group: string, messageId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'INSERT INTO messaging.inbox (consumer_group, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [group, messageId],
  );
  return rowCount === 1;
}

/**
 * Forgets what was handled before the given time. A message that the bus delivers again after that would be handled twice,
 * so the time must lie beyond the bus's own retention.
 */
export async function pruneInbox(db: Queryable, before: Date): Promise<number> {
  const { rowCount } = await db.query('DELETE FROM messaging.inbox WHERE handled_at < $1', [before]);
  return rowCount ?? 0;
}
