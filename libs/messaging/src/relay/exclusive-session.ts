import type { Client, Pool } from 'pg';
import { ownConnection } from '../support/connections.js';

/** Both halves of the lock's number: this class, and a hash of the name. Two-part numbers do not meet the locks of order families. */
const LOCK_CLASS = 7302;

/**
 * A connection that holds a named lock for as long as it lives. When the process dies, or the connection does, Postgres
 * frees the lock at once: no lease to wait for, and never two holders.
 */
export class ExclusiveSession {
  #lost = false;

  private constructor(readonly client: Client) {}

  /** The session when the lock was free, null when another process holds it. */
  static async tryOpen(pool: Pool, name: string): Promise<ExclusiveSession | null> {
    let session: ExclusiveSession | null = null;
    const client = await ownConnection(pool, () => {
      if (session !== null) session.#lost = true;
    });
    session = new ExclusiveSession(client);
    try {
      const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS held', [
        LOCK_CLASS,
        name,
      ]);
      if (rows[0]?.held === true) return session;
    } catch (error) {
      await session.close();
      throw error;
    }
    await session.close();
    return null;
  }

  /** True once the connection is gone, and the lock with it. */
  get lost(): boolean {
    return this.#lost;
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
