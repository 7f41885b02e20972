import { now, nowPlus } from './now.js';

/** $1 now, $2 key, $3 claim, $4 delay in milliseconds, $5 why. Nobody knows whether the call was applied. */
export const putInDoubt = `
UPDATE effects.calls
SET status = 'in-doubt', doubted_at = ${now}, due_at = ${nowPlus('$4')}, last_error = $5,
  leased_by = NULL, leased_until = NULL
WHERE key = $2 AND claim = $3::bigint AND status = 'sent'`;
