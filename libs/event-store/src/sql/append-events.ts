/**
 * Appends several events in one statement. $1 stream, $2 version that the writer saw (0: none), then one array per column.
 * A writer that already sees another version inserts nothing. One that races an uncommitted writer waits on
 * `events_pkey` and fails there: no ON CONFLICT, which would skip the taken version and keep the rest.
 */
export const appendEvents = `
INSERT INTO event_store.events (
  stream_id, version, event_id, type, schema_version, data, subject, partition_key, merchant_id,
  correlation_id, causation_id, occurred_at, traceparent, actor, published)
SELECT $1::text, $2::integer + e.nth::integer, e.event_id, e.type, e.schema_version, e.data, e.subject, e.partition_key,
  e.merchant_id, e.correlation_id, e.causation_id, e.occurred_at, e.traceparent, e.actor, e.published
FROM unnest($3::uuid[], $4::text[], $5::integer[], $6::json[], $7::text[], $8::text[], $9::text[], $10::text[],
  $11::text[], $12::timestamptz[], $13::text[], $14::text[], $15::boolean[]) WITH ORDINALITY
  AS e (event_id, type, schema_version, data, subject, partition_key, merchant_id, correlation_id, causation_id,
  occurred_at, traceparent, actor, published, nth)
WHERE $2::integer = COALESCE((SELECT max(version) FROM event_store.events WHERE stream_id = $1::text), 0)
ORDER BY e.nth`;
