import { BackhaulError } from '@backhaul/contracts';
import type { QueryConfig } from 'pg';
import type { NewEvent } from './events.js';
import { appendEvent } from './sql/append-event.js';
import { appendEvents } from './sql/append-events.js';

/** In the order of the statements' parameters, from $3 on. */
const fields: ((event: NewEvent) => unknown)[] = [
  (e) => e.eventId,
  (e) => e.type,
  (e) => e.schemaVersion,
  dataOf,
  (e) => e.subject,
  (e) => e.partitionKey,
  (e) => e.merchantId,
  (e) => e.correlationId,
  (e) => e.causationId,
  (e) => e.occurredAt.toISOString(),
  (e) => e.traceparent ?? null,
  (e) => e.actor ?? null,
  (e) => e.published,
];

/** The statement for one event, or for several: `seen` is the version after which they come. */
export function appendStatement(
  streamId: string,
  seen: number,
  [first, ...more]: readonly [NewEvent, ...NewEvent[]],
): QueryConfig {
  if (more.length === 0) {
    const values = [streamId, seen, ...fields.map((field) => field(first))];
    return { name: 'event_store.append_one', text: appendEvent, values };
  }
  const events = [first, ...more];
  const values = [streamId, seen, ...fields.map((field) => events.map(field))];
  return { name: 'event_store.append', text: appendEvents, values };
}

function dataOf(event: NewEvent): string {
  // The types of JSON.stringify hide that `undefined` and functions have no text.
  const text = JSON.stringify(event.data) as string | undefined;
  if (text !== undefined) return text;
  throw new BackhaulError('EVENT_WITHOUT_DATA', `Event ${event.eventId} (${event.type}) has no JSON data`);
}
