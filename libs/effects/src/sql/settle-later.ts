import { nowPlus } from './now.js';

/** $1 now, $2 key, $3 claim, $4 delay in milliseconds, $5 why. The answer stays; only our own reaction to it failed. */
export const settleLater = `
UPDATE effects.calls
SET settle_failures = settle_failures + 1, due_at = ${nowPlus('$4')}, last_error = $5, leased_by = NULL, leased_until = NULL
WHERE key = $2 AND claim = $3::bigint AND status = 'answered'`;
