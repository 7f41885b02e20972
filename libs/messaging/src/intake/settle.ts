import type { Queryable } from '@backhaul/event-store';
import type { Reason } from '../parked/reason.js';

// each only touches an item that is still this worker's: after a lost lease the outcome is the next owner's to write
const MINE = `WHERE id = $1 AND lease_owner = $2 AND status = 'waiting'`;

export async function markDone(db: Queryable, owner: string, id: string): Promise<void> {
  await db.query(
    `UPDATE messaging.intake SET status = 'done', lease_owner = NULL, lease_until = NULL, reason_code = NULL, reason = NULL,
            closed_at = clock_timestamp() ${MINE}`,
    [id, owner],
  );
}

export async function tryLater(
  db: Queryable,
  owner: string,
  id: string,
  afterMs: number,
  reason: Reason,
): Promise<void> {
  await db.query(
    `UPDATE messaging.intake SET lease_owner = NULL, lease_until = NULL, reason_code = $4, reason = $5,
            available_at = clock_timestamp() + make_interval(secs => $3::float8 / 1000) ${MINE}`,
    [id, owner, afterMs, reason.code, reason.text],
  );
}

export async function markParked(db: Queryable, owner: string, id: string, reason: Reason): Promise<void> {
  await db.query(
    `UPDATE messaging.intake SET status = 'parked', lease_owner = NULL, lease_until = NULL, reason_code = $3, reason = $4 ${MINE}`,
    [id, owner, reason.code, reason.text],
  );
}
