import type { Queryable } from '@backhaul/event-store';
import { itemOf, type IntakeItem, type IntakeRow } from './intake-item.js';

// An item is eligible when nothing earlier of its lane waits, claimed or in back-off: the lane keeps its order through retries.
// An item that was parked does not hold its lane up: vendors deliver in any order anyway, and a later webhook often carries the cure.
// An item that is ours without our knowing was claimed by a statement whose answer got lost with the connection: take it now.
// `lease_until` is looked at again after the row lock, so an item that another worker claimed meanwhile is left to it.
const CLAIM = `
WITH eligible AS (
  SELECT i.id FROM messaging.intake i
   WHERE i.status = 'waiting' AND i.available_at <= clock_timestamp()
     AND (i.lease_until IS NULL OR i.lease_until < clock_timestamp() OR (i.lease_owner = $1 AND i.id <> ALL ($4::bigint[])))
     AND NOT EXISTS (SELECT FROM messaging.intake e
                      WHERE e.source = i.source AND e.merchant_id = i.merchant_id AND e.lane = i.lane
                        AND e.status = 'waiting' AND e.id < i.id)
   ORDER BY i.id LIMIT $2 FOR UPDATE SKIP LOCKED
)
UPDATE messaging.intake i
   SET lease_owner = $1, lease_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000), attempts = i.attempts + 1
  FROM eligible WHERE i.id = eligible.id
RETURNING i.*`;

/** Claims up to `limit` items for this worker, oldest first, for the time of the lease; `running` are those it works on. */
export async function claim(
  db: Queryable,
  owner: string,
  limit: number,
  leaseMs: number,
  running: readonly string[] = [],
): Promise<IntakeItem[]> {
  const { rows } = await db.query({ name: 'messaging.claim', text: CLAIM, values: [owner, limit, leaseMs, running] });
  return (rows as IntakeRow[]).map(itemOf).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

/** Keeps the claim; false when it has run out and somebody else has taken over. */
export async function renew(db: Queryable, owner: string, id: string, leaseMs: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE messaging.intake SET lease_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
      WHERE id = $1 AND lease_owner = $2 AND status = 'waiting'`,
    [id, owner, leaseMs],
  );
  return rowCount === 1;
}
