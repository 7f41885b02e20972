import { now } from './now.js';

/**
 * $1 now, $2 key, $3 attempt, $4 answer.
 * Guarded by the attempt, not by the claim: what the vendor answered to the last send is true even if our lease has run out
 * meanwhile, and a look-up by another runner would only have to find it out again.
 */
export const storeAnswer = `
UPDATE effects.calls
SET status = 'answered', answer = $4::json, answered_at = ${now}, settle_failures = 0, due_at = '-infinity', last_error = NULL
WHERE key = $2 AND attempt = $3::integer AND status IN ('sent', 'in-doubt')`;
