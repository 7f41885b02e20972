import { eventColumns } from './event-columns.js';

/** $1 stream, $2 first version. */
export const readStreamEvents = `
SELECT ${eventColumns}
FROM event_store.events e
WHERE e.stream_id = $1 AND e.version >= $2
ORDER BY e.version`;
