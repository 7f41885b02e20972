/** $1 keys. */
export const readFingerprints = `SELECT key, fingerprint FROM effects.calls WHERE key = ANY ($1::text[])`;
