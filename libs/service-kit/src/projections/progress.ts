import { streams } from '@backhaul/event-store';
import type { Pool } from 'pg';
import { prefixOf, type Projection } from './projection.js';
import { noteProgress } from './runs.js';

const EVERY_MS = 500;

/** Notes how far a run is, now and then, where every process can read it. */
export class Progress {
  #done = 0;
  #total = 0;
  #noted = Promise.resolve();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly pool: Pool,
    private readonly run: string,
  ) {
    this.#timer = setInterval(() => this.#note(), EVERY_MS).unref();
  }

  async measure(projection: Projection): Promise<void> {
    this.#total = await streams.countEvents(this.pool, prefixOf(projection));
    this.#note();
  }

  add(events: number): void {
    this.#done += events;
  }

  /** The last word, before the run is noted as ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#note();
    await this.#noted;
  }

  #note(): void {
    const at = { done: this.#done, total: Math.max(this.#total, this.#done) };
    // Progress is for eyes: a note that does not get through must not end the work.
    this.#noted = this.#noted.then(() => noteProgress(this.pool, this.run, at)).catch(() => undefined);
  }
}
