import { now, nowPlus } from './now.js';

/** $1 now, $2 key, $3 claim, $4 delay in milliseconds, $5 why, $6 whether a person was asked. The look-up brought no certainty. */
export const lookAgain = `
UPDATE effects.calls
SET look_ups = look_ups + 1, due_at = ${nowPlus('$4')}, last_error = $5,
  person_asked_at = CASE WHEN $6::boolean THEN ${now} ELSE person_asked_at END,
  leased_by = NULL, leased_until = NULL
WHERE key = $2 AND claim = $3::bigint AND status = 'in-doubt'`;
