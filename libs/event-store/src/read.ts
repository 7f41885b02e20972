import { toRecordedEvent, type EventRow } from './event-row.js';
import { beginning, type GlobalPosition, type RecordedEvent } from './events.js';
import type { Queryable } from './queryable.js';
import { readAllEvents, readPublishedEvents } from './sql/read-all.js';
import { readStreamEvents } from './sql/read-stream.js';

/** Which events a subscriber wants. */
export interface EventFilter {
  /** Only events that other services hear of. Default: all. */
  publishedOnly?: boolean;
}

/** The events of one stream in order, from `fromVersion` (inclusive, default 1). An unknown stream is an empty one. */
export async function readStream(db: Queryable, streamId: string, fromVersion = 1): Promise<RecordedEvent[]> {
  const { rows } = await db.query({
    name: 'event_store.read_stream',
    text: readStreamEvents,
    values: [streamId, fromVersion],
  });
  return (rows as EventRow[]).map(toRecordedEvent);
}

/**
 * Up to `limit` events of all streams after a position (`null`: from the beginning), in an order that never changes afterwards:
 * whoever continues from the last position that it got misses nothing and sees nothing twice.
 *
 * An event shows up once every transaction that started before its own has ended, so any transaction that is left open, in
 * whichever database of the server, holds readers back. They wait; they do not skip.
 */
export async function readAll(
  db: Queryable,
  after: GlobalPosition | null,
  limit: number,
  filter: EventFilter = {},
): Promise<RecordedEvent[]> {
  const { transactionId, position } = after ?? beginning;
  const text = filter.publishedOnly === true ? readPublishedEvents : readAllEvents;
  const { rows } = await db.query(text, [transactionId, position, limit]);
  return (rows as EventRow[]).map(toRecordedEvent);
}
