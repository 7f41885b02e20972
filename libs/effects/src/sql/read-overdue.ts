import { now } from './now.js';

/** $1 now, $2 age in milliseconds, $3 how many to name. */
export const readOverdue = `
SELECT c.key, c.kind, c.status, c.last_error, count(*) OVER ()::integer AS overdue
FROM effects.calls c
WHERE c.settled_at IS NULL
  AND GREATEST(c.planned_at, c.not_before) < ${now} - $2::float8 * interval '1 millisecond'
ORDER BY c.seq
LIMIT $3`;
