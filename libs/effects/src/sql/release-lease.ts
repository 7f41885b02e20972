/** $1 key, $2 claim. */
export const releaseLease = `
UPDATE effects.calls SET leased_by = NULL, leased_until = NULL WHERE key = $1 AND claim = $2::bigint`;
