import type { Pool, PoolClient } from 'pg';

/**
 * Advisory locks of one service, all on one connection: a lock per connection could use up the pool that the locked work
 * itself needs. The locks live and die with the connection, so a killed replica never leaves one behind; when the
 * connection breaks, the signal of every holder is aborted, because then another replica may start.
 * A name must not be locked twice in one process: a session may lock what it already holds.
 */
export class LockSession {
  readonly #pool: Pool;
  readonly #holders = new Set<AbortController>();
  #client: Promise<PoolClient> | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Runs `work` while holding the lock on `name`; returns 'busy' at once when another session holds it. */
  async exclusively<T>(name: string, work: (lost: AbortSignal) => Promise<T>): Promise<T | 'busy'> {
    const client = await this.#connection();
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
      [name],
    );
    if (rows[0]?.locked !== true) return 'busy';
    const holder = new AbortController();
    this.#holders.add(holder);
    try {
      return await work(holder.signal);
    } finally {
      this.#holders.delete(holder);
      if (!holder.signal.aborted) {
        await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(() => undefined);
      }
    }
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    // Closed, not returned to the pool: that frees every lock that a broken-off holder left.
    client?.release(true);
  }

  async #connection(): Promise<PoolClient> {
    this.#client ??= this.#connect();
    try {
      return await this.#client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }

  async #connect(): Promise<PoolClient> {
    const client = await this.#pool.connect();
    let released = false;
    client.on('error', (error) => {
      // Released by close() or by the error before: releasing it again would throw out of the socket.
      if (released || this.#client === undefined) return;
      released = true;
      this.#client = undefined;
      for (const holder of this.#holders) holder.abort(error);
      client.release(error);
    });
    return client;
  }
}
