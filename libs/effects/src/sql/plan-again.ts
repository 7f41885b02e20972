import { nowPlus } from './now.js';

/** $1 now, $2 key, $3 claim, $4 delay in milliseconds, $5 why. The call was surely not applied. */
export const planAgain = `
UPDATE effects.calls
SET status = 'planned', due_at = ${nowPlus('$4')}, doubted_at = NULL, look_ups = 0, last_error = $5,
  leased_by = NULL, leased_until = NULL
WHERE key = $2 AND claim = $3::bigint AND status IN ('sent', 'in-doubt')`;
