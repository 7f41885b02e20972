/** 64-bit numbers leave as text: a JavaScript number would round them. */
export const eventColumns = `
  e.stream_id, e.version, e.transaction_id::text AS transaction_id, e.position::text AS position, e.event_id, e.type,
  e.schema_version, e.data, e.subject, e.partition_key, e.merchant_id, e.correlation_id, e.causation_id, e.occurred_at,
  e.recorded_at, e.traceparent, e.actor, e.published`;
