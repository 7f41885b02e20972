import { nowPlus } from './now.js';

/** $1 now, $2 key, $3 claim, $4 lease in milliseconds. Nothing is updated once somebody else has claimed the call. */
export const renewLease = `
UPDATE effects.calls
SET leased_until = ${nowPlus('$4')}
WHERE key = $2 AND claim = $3::bigint AND settled_at IS NULL`;
