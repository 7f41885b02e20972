/**
 * Appends one event: what nearly every append is. The same rule as `appendEvents` with the same parameters, one value where that has an
 * array; packing, parsing and unnesting thirteen arrays would cost as much as the row itself.
 */
export const appendEvent = `
INSERT INTO event_store.events (
  stream_id, version, event_id, type, schema_version, data, subject, partition_key, merchant_id,
  correlation_id, causation_id, occurred_at, traceparent, actor, published)
SELECT $1::text, $2::integer + 1, $3::uuid, $4::text, $5::integer, $6::json, $7::text, $8::text, $9::text,
  $10::text, $11::text, $12::timestamptz, $13::text, $14::text, $15::boolean
WHERE $2::integer = COALESCE((SELECT max(version) FROM event_store.events WHERE stream_id = $1::text), 0)`;
