import type { Client, Pool } from 'pg';
import { ownConnection } from '../support/connections.js';
import { endsWithin, pause } from '../support/pause.js';
import { stopController } from '../support/stop-signal.js';

const RECONNECT_MS = 1000;
const CLOSE_MS = 2000;

/**
 * LISTEN as a hint: it makes a poll come sooner and nothing depends on it. When the connection is lost, or a pooler in
 * between swallows notifications, the polls alone carry on and this tries again in the background.
 */
export class Notifications {
  readonly #listeners = new Set<(hint: string) => void>();
  readonly #stopped = stopController();
  #client: Client | null = null;
  #running: Promise<void> | null = null;

  constructor(private readonly pool: Pool) {}

  /** Calls the listener with `topic <name>` or `group <name>`; returns how to stop that. */
  on(listener: (hint: string) => void): () => void {
    this.#listeners.add(listener);
    this.#running ??= this.#run();
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    const ended = Promise.all([this.#client?.end().catch(() => undefined), this.#running]);
    await endsWithin(CLOSE_MS, ended);
  }

  async #run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      await this.#listen().catch(() => undefined);
      await pause(RECONNECT_MS, this.#stopped.signal);
    }
  }

  async #listen(): Promise<void> {
    const lost = stopController();
    const client = await ownConnection(this.pool, { onLost: () => lost.abort() });
    this.#client = client;
    try {
      client.on('notification', ({ payload }) => this.#listeners.forEach((listener) => listener(payload ?? '')));
      await client.query('LISTEN backhaul_bus');
      if (this.#stopped.signal.aborted) return;
      await new Promise<void>((resolve) => {
        if (lost.signal.aborted) resolve();
        lost.signal.addEventListener('abort', () => resolve(), { once: true });
      });
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
