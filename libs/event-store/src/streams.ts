import { toRecordedEvent, type EventRow } from './event-row.js';
import type { RecordedEvent } from './events.js';
import type { Queryable } from './queryable.js';
import * as sql from './sql/read-streams.js';

/** Whole streams, as whoever works out a read model from them goes through them. `prefix` is what their ids start with. */
export const streams = {
  /** Up to `limit` streams after one (null: from the first), each with all its events. The order is the database's. */
  async page(db: Queryable, prefix: string, after: string | null, limit: number): Promise<RecordedEvent[][]> {
    const found = await db.query(sql.readStreamIds, [prefix, after ?? '', limit]);
    const last = (found.rows as { stream_id: string }[]).at(-1);
    if (last === undefined) return [];
    const { rows } = await db.query(sql.readStreamRange, [prefix, after ?? '', last.stream_id]);
    return byStream(rows as EventRow[]);
  },

  /** Streams by their ids; an unknown one is left out. */
  async of(db: Queryable, ids: readonly string[]): Promise<RecordedEvent[][]> {
    const { rows } = await db.query(sql.readStreamsById, [ids]);
    return byStream(rows as EventRow[]);
  },

  /** All their events, counted. */
  async countEvents(db: Queryable, prefix: string): Promise<number> {
    const { rows } = await db.query(sql.countStreamEvents, [prefix]);
    return (rows as { events: number }[])[0]?.events ?? 0;
  },

  /** Whether there is one at all. */
  async any(db: Queryable, prefix: string): Promise<boolean> {
    const { rows } = await db.query(sql.hasStreams, [prefix]);
    return (rows as { present: boolean }[])[0]?.present ?? false;
  },

  /** A mark in the flow of transactions: whatever ends later is found by `touchedSince`. Take it before reading. */
  async horizon(db: Queryable): Promise<string> {
    const { rows } = await db.query(sql.readHorizon);
    return (rows as { horizon: string }[])[0]?.horizon ?? '0';
  },

  /** Streams with an event of a transaction at or after the horizon, and the version that each has now. */
  async touchedSince(db: Queryable, prefix: string, horizon: string): Promise<{ streamId: string; version: number }[]> {
    const { rows } = await db.query(sql.readTouchedStreams, [prefix, horizon]);
    return (rows as { stream_id: string; version: number }[]).map(({ stream_id: streamId, version }) => ({
      streamId,
      version,
    }));
  },
};

function byStream(rows: readonly EventRow[]): RecordedEvent[][] {
  const grouped = new Map<string, RecordedEvent[]>();
  for (const row of rows) {
    const events = grouped.get(row.stream_id);
    if (events === undefined) grouped.set(row.stream_id, [toRecordedEvent(row)]);
    else events.push(toRecordedEvent(row));
  }
  return [...grouped.values()];
}
