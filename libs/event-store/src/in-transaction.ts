import { BackhaulError } from '@backhaul/contracts';
import type { Pool, PoolClient } from 'pg';
import type { Queryable } from './queryable.js';

/**
 * Runs `work` in one transaction (READ COMMITTED): commits what it did, or rolls all of it back and rethrows its error.
 *
 * @throws BackhaulError `TRANSACTION_ABORTED` (retryable) when `work` swallowed the failure of a statement. Postgres then
 *   turns COMMIT into ROLLBACK without an error, and the caller would believe in work that is gone.
 */
export async function inTransaction<T>(pool: Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // Between checkout and release nobody else listens, and an unheard 'error' ends the process when Postgres goes away.
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await commit(client);
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command === 'COMMIT') return;
  throw new BackhaulError('TRANSACTION_ABORTED', 'A statement of this transaction failed and its error was swallowed', {
    retryable: true,
  });
}

/** Returns why the connection cannot be used again, if so: the pool then closes it instead of lending it out. */
async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function ignore(): void {
  // The statement in flight, or the next one, rejects with the same failure.
}
