import type { Queryable } from '@backhaul/event-store';
import type { Client, Pool } from 'pg';
import { ownConnection } from '../support/connections.js';
import { endsWithin } from '../support/pause.js';
import { Semaphore } from '../support/semaphore.js';

/** Both halves of the lock's number: this class, and a hash of the name. Two-part numbers do not meet the locks of order families. */
const LOCK_CLASS = 7302;

/**
 * Postgres ends a session that has been silent for $3: its process is paused, or the network swallows what it sends. A
 * statement of which nobody will see the end is given up after the same time.
 */
const TRY = `
SELECT set_config('idle_session_timeout', $3, false), set_config('statement_timeout', $3, false),
       pg_try_advisory_lock($1, hashtext($2)) AS held`;

const CLOSE_MS = 2000;

/**
 * A connection that holds a named lock for as long as it lives. When the process dies, or the connection does, Postgres
 * frees the lock at once; when the process only falls silent, after `silentMs`. There are never two holders, but the former one may not
 * know yet that it is not: what it still does has to be refused by others, as the bus's `Publisher` is.
 */
export class ExclusiveSession {
  readonly #turns = new Semaphore(1);
  readonly #beat: NodeJS.Timeout;

  private constructor(
    private readonly client: Client,
    silentMs: number,
  ) {
    // a publish may last longer than the silence that is allowed; a lost session shows at its next use
    const beat = (): void => void this.run((db) => db.query('SELECT 1')).catch(() => undefined);
    this.#beat = setInterval(beat, silentMs / 3);
  }

  /** Runs on the session's connection, in turn: pg takes one query of a connection at a time. */
  run<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
    return this.#turns.run(() => work(this.client));
  }

  /** Hears what is notified on the channel, for as long as the session lives. */
  async listen(channel: string, onNotified: (payload: string) => void): Promise<void> {
    this.client.on('notification', ({ payload }) => onNotified(payload ?? ''));
    await this.run((db) => db.query(`LISTEN ${channel}`));
  }

  /** The session when the lock was free, null when another process holds it. */
  static async tryOpen(pool: Pool, name: string, silentMs: number): Promise<ExclusiveSession | null> {
    const session = new ExclusiveSession(await ownConnection(pool, { answerMs: silentMs }), silentMs);
    try {
      const { rows } = await session.client.query<{ held: boolean }>(TRY, [LOCK_CLASS, name, `${silentMs}ms`]);
      if (rows[0]?.held === true) return session;
    } catch (error) {
      await session.close();
      throw error;
    }
    await session.close();
    return null;
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    await endsWithin(
      CLOSE_MS,
      this.client.end().catch(() => undefined),
    );
  }
}
