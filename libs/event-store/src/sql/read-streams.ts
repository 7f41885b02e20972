import { eventColumns } from './event-columns.js';

/**
 * $1 what the streams' ids start with, $2 the stream after which to go on, $3 how many.
 * Every stream has a version 1, so its id comes once. No range on the prefix: under a linguistic collation a range does not
 * hold what starts with it.
 */
export const readStreamIds = `
SELECT e.stream_id
FROM event_store.events e
WHERE e.version = 1 AND e.stream_id > $2 AND starts_with(e.stream_id, $1)
ORDER BY e.stream_id
LIMIT $3`;

/** $1 what the ids start with, $2 exclusive and $3 inclusive: first and last stream in the order of `readStreamIds`. */
export const readStreamRange = `
SELECT ${eventColumns}
FROM event_store.events e
WHERE e.stream_id > $2 AND e.stream_id <= $3 AND starts_with(e.stream_id, $1)
ORDER BY e.stream_id, e.version`;

/** $1 streams. */
export const readStreamsById = `
SELECT ${eventColumns}
FROM event_store.events e
WHERE e.stream_id = ANY($1::text[])
ORDER BY e.stream_id, e.version`;

/** $1 what the ids start with. */
export const countStreamEvents = `
SELECT count(*)::float8 AS events FROM event_store.events e WHERE starts_with(e.stream_id, $1)`;

/** $1 what the ids start with. */
export const hasStreams = `
SELECT EXISTS (SELECT FROM event_store.events e WHERE starts_with(e.stream_id, $1)) AS present`;

/** Every transaction before it has ended. */
export const readHorizon = `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon`;

/** $1 what the ids start with, $2 the horizon. Not bounded by xmin: whoever folds whole streams may meet an event twice. */
export const readTouchedStreams = `
SELECT e.stream_id, max(e.version) AS version
FROM event_store.events e
WHERE e.transaction_id >= $2::xid8 AND starts_with(e.stream_id, $1)
GROUP BY e.stream_id`;
