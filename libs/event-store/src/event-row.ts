import type { RecordedEvent } from './events.js';

/** A row of `event_store.events` as the driver returns it. */
export interface EventRow {
  stream_id: string;
  version: number;
  transaction_id: string;
  position: string;
  event_id: string;
  type: string;
  schema_version: number;
  data: unknown;
  subject: string;
  partition_key: string;
  merchant_id: string;
  correlation_id: string;
  causation_id: string;
  occurred_at: Date;
  recorded_at: Date;
  traceparent: string | null;
  actor: string | null;
  published: boolean;
}

export function toRecordedEvent(row: EventRow): RecordedEvent {
  return {
    streamId: row.stream_id,
    version: row.version,
    position: { transactionId: row.transaction_id, position: row.position },
    eventId: row.event_id,
    type: row.type,
    schemaVersion: row.schema_version,
    data: row.data,
    subject: row.subject,
    partitionKey: row.partition_key,
    merchantId: row.merchant_id,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    published: row.published,
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
    ...(row.actor === null ? {} : { actor: row.actor }),
  };
}
