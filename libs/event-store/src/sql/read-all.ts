import { eventColumns } from './event-columns.js';

/**
 * $1, $2 the position after which to read, $3 how many.
 * Below the snapshot's xmin every transaction has ended, so nothing can still appear in front of what was read: a
 * subscriber that trusted `position` alone would skip the rows of a transaction that took its number early and committed late.
 */
const readAll = (condition: string): string => `
SELECT ${eventColumns}
FROM event_store.events e
WHERE (e.transaction_id, e.position) > ($1::xid8, $2::bigint)
  AND e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())${condition}
ORDER BY e.transaction_id, e.position
LIMIT $3`;

export const readAllEvents = readAll('');
export const readPublishedEvents = readAll(' AND e.published');
