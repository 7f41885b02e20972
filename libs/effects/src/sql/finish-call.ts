import { now } from './now.js';

/** $1 now, $2 key, $3 claim, $4 final status. */
export const finishCall = `
UPDATE effects.calls
SET status = $4, settled_at = ${now}, last_error = NULL, leased_by = NULL, leased_until = NULL
WHERE key = $2 AND claim = $3::bigint AND status = 'answered'`;
