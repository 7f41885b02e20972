/** One array per column. A key that is there already keeps its row; the caller then compares fingerprints. */
export const planCallRows = `
INSERT INTO effects.calls (
  key, kind, lane, merchant_id, subject, partition_key, payload, fingerprint, correlation_id, causation_id, not_before, due_at)
SELECT p.key, p.kind, p.lane, p.merchant_id, p.subject, p.partition_key, p.payload, p.fingerprint, p.correlation_id,
  p.causation_id, p.not_before, COALESCE(p.not_before, '-infinity')
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::json[], $8::text[], $9::text[],
  $10::text[], $11::timestamptz[]) WITH ORDINALITY
  AS p (key, kind, lane, merchant_id, subject, partition_key, payload, fingerprint, correlation_id, causation_id,
  not_before, nth)
ORDER BY p.nth
ON CONFLICT (key) DO NOTHING`;
