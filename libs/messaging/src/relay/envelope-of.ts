import {
  BackhaulError,
  isEventType,
  type Envelope,
  type EventData,
  type EventType,
  type ServiceName,
} from '@backhaul/contracts';
import type { RecordedEvent } from '@backhaul/event-store';

/** A recorded event as the other services see it. @throws EVENT_NOT_PUBLISHABLE for a type that is not in the contracts */
export function envelopeOf(event: RecordedEvent, service: ServiceName): Envelope {
  const { type } = event;
  if (!isEventType(type)) {
    throw new BackhaulError('EVENT_NOT_PUBLISHABLE', `${type} is marked as published but is not in the contracts`, {
      details: { eventId: event.eventId, streamId: event.streamId },
    });
  }
  return {
    id: event.eventId,
    source: `/backhaul/${service}`,
    type,
    subject: event.subject,
    time: event.occurredAt.toISOString(),
    recordedAt: event.recordedAt.toISOString(),
    partitionKey: event.partitionKey,
    merchantId: event.merchantId,
    correlationId: event.correlationId,
    causationId: event.causationId,
    schemaVersion: event.schemaVersion,
    ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
    data: event.data as EventData<EventType>,
  };
}
