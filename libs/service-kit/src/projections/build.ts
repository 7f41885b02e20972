import { inTransaction, streams, type Queryable, type RecordedEvent } from '@backhaul/event-store';
import { setImmediate } from 'node:timers/promises';
import type { Pool } from 'pg';
import { ownerOf, prefixOf, type Projection } from './projection.js';
import { schemaOf } from './table-sql.js';
import { insertAll, replaceAll } from './write-rows.js';

/** Streams of one statement: a transaction that is open for long holds back every reader of the global order. */
const STREAMS_AT_ONCE = 100;

/** How a build tells how far it is, and hears that it shall stop. */
export interface Going {
  readonly signal: AbortSignal;
  /** So many events more are done. */
  readonly progress: (events: number) => void;
}

/** One generation while it is being built: filled once, then kept up with what was appended meanwhile. */
export class Build {
  readonly #prefix: string;
  /** Version that each stream had when its rows were written again, so that a round does not repeat the one before. */
  readonly #versions = new Map<string, number>();

  constructor(
    private readonly projection: Projection,
    private readonly generation: string,
    private horizon: string,
  ) {
    this.#prefix = prefixOf(projection);
  }

  get schema(): string {
    return schemaOf(this.projection, this.generation);
  }

  /** Goes through all streams once. While rows are worked out, the ones before are written and the next streams are read. */
  async fill(pool: Pool, { signal, progress }: Going): Promise<void> {
    const read = (after: string | null) => unheard(streams.page(pool, this.#prefix, after, STREAMS_AT_ONCE));
    let written = Promise.resolve();
    for (let page = await read(null); page.length > 0;) {
      signal.throwIfAborted();
      const next = read(page.at(-1)?.[0]?.streamId ?? null);
      // Lets the query out before the work keeps the event loop.
      await setImmediate();
      const rows = page.map((stream) => this.projection.rowsOf(stream));
      await written;
      written = unheard(insertAll(pool, this.schema, this.projection, rows));
      progress(page.reduce((sum, stream) => sum + stream.length, 0));
      page = await next;
    }
    await written;
  }

  /** Writes the streams again that were touched since. Returns how many: the fewer, the shorter what is left. */
  async catchUp(pool: Pool, { signal }: Going): Promise<number> {
    const horizon = await streams.horizon(pool);
    const behind = await this.behind(pool);
    for (let from = 0; from < behind.length; from += STREAMS_AT_ONCE) {
      signal.throwIfAborted();
      const changed = await inTransaction(pool, (tx) => this.#rewrite(tx, behind.slice(from, from + STREAMS_AT_ONCE)));
      for (const { streamId, version } of changed) this.#versions.set(streamId, version);
    }
    this.horizon = horizon;
    return behind.length;
  }

  /** The same for what is left, in the transaction of the switch. */
  async finish(tx: Queryable): Promise<void> {
    await this.#rewrite(tx, await this.behind(tx));
  }

  /** Streams with events that are not in the rows yet. */
  async behind(db: Queryable): Promise<string[]> {
    const touched = await streams.touchedSince(db, this.#prefix, this.horizon);
    return touched
      .filter(({ streamId, version }) => version > (this.#versions.get(streamId) ?? 0))
      .map(({ streamId }) => streamId);
  }

  /** Returns the last event of each. Only its commit makes them done: a switch that has to be tried again writes them again. */
  async #rewrite(tx: Queryable, streamIds: readonly string[]): Promise<RecordedEvent[]> {
    if (streamIds.length === 0) return [];
    const changed = await streams.of(tx, streamIds);
    await replaceAll(tx, this.schema, this.projection, {
      owners: streamIds.map((streamId) => ownerOf(this.projection, streamId)),
      rows: changed.map((stream) => this.projection.rowsOf(stream)),
    });
    return changed.flatMap((stream) => stream.slice(-1));
  }
}

/** A promise that is waited for later: until then its failure must not count as one that nobody hears. */
function unheard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
