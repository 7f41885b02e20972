import { streams, type Queryable, type RecordedEvent } from '@backhaul/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Going } from './build.js';
import { inSnapshot } from './compare.js';
import { ownerOf, prefixOf, type Projection } from './projection.js';
import { differingOwners, owners } from './table-sql.js';
import { jsonOf } from './write-rows.js';

/** Streams of one snapshot. */
const STREAMS_AT_ONCE = 100;
const OWNERS_AT_ONCE = 1_000;
/** As many as a person looks at. */
const MOST_NAMED = 20;

/** What a self-check found. */
export interface Checked {
  readonly passed: boolean;
  /** Streams whose rows were compared. */
  readonly compared: number;
  /** Owners whose rows are not what their stream says; the first 20. */
  readonly differences: string[];
  readonly differencesTotal: number;
}

interface Page {
  readonly streams: number;
  readonly events: number;
  /** Owners whose rows are not what they should be. */
  readonly differing: readonly string[];
}

/**
 * Works out the rows of every stream again and compares them with the live ones, page by page; then looks for rows behind
 * which no stream stands. `easy` leaves the database as much time in between as it takes.
 */
export async function selfCheck(
  pool: Pool,
  projection: Projection,
  { signal, progress, easy }: Going & { easy: boolean },
): Promise<Checked> {
  const differing = new Set<string>();
  let compared = 0;
  let started = performance.now();
  for (const pages of [streamPages(pool, projection, signal), strayPages(pool, projection)]) {
    for await (const page of pages) {
      signal.throwIfAborted();
      for (const owner of page.differing) differing.add(owner);
      compared += page.streams;
      progress(page.events);
      if (easy) await pause(performance.now() - started, undefined, { signal });
      started = performance.now();
    }
  }
  const differences = [...differing].slice(0, MOST_NAMED);
  return { passed: differing.size === 0, compared, differences, differencesTotal: differing.size };
}

/** Events and rows are seen in one snapshot: they commit together, so traffic never looks like a difference. */
async function* streamPages(pool: Pool, projection: Projection, signal: AbortSignal): AsyncGenerator<Page> {
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const found: { page: Page; last: string } | undefined = await inSnapshot(pool, signal, async (tx) => {
      const stored = await streams.page(tx, prefixOf(projection), from, STREAMS_AT_ONCE);
      const last = stored.at(-1)?.[0]?.streamId;
      if (last === undefined) return undefined;
      const events = stored.reduce((sum, stream) => sum + stream.length, 0);
      return { last, page: { streams: stored.length, events, differing: await differences(tx, projection, stored) } };
    });
    if (found === undefined) return;
    yield found.page;
    after = found.last;
  }
}

async function differences(tx: Queryable, projection: Projection, stored: RecordedEvent[][]): Promise<string[]> {
  const { schema, tables } = projection;
  const ids = stored.flatMap(([first]) => (first === undefined ? [] : [ownerOf(projection, first.streamId)]));
  const should = stored.map((stream) => projection.rowsOf(stream));
  const { rows } = await tx.query(differingOwners(schema, tables), [ids, ...jsonOf(projection, should)]);
  return (rows as { owner: string }[]).map(({ owner }) => owner);
}

async function* strayPages(pool: Pool, projection: Projection): AsyncGenerator<Page> {
  for (const table of projection.tables) {
    const text = owners(projection.schema, table);
    for (let after: string | undefined = ''; after !== undefined;) {
      const { rows }: { rows: { owner: string; stray: boolean }[] } = await pool.query(text, [
        prefixOf(projection),
        after,
        OWNERS_AT_ONCE,
      ]);
      yield { streams: 0, events: 0, differing: rows.flatMap(({ owner, stray }) => (stray ? [owner] : [])) };
      after = rows.at(-1)?.owner;
    }
  }
}
