import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { Pool } from 'pg';
import { lease, type Lease } from '../support/connections.js';
import { isTransient } from './failure.js';
import { lockOrderFamiliesSql } from './order-lock.js';

/** A transaction that already holds the locks of the keys that it is for. */
export interface MessageTransaction {
  readonly tx: Queryable;
  /** True when statements may be sent before the ones in front of them are answered. */
  readonly pipelined: boolean;
  /** True once the connection is gone. */
  readonly lost: boolean;
  /** True when the error is a passing one: by its own word, or because the connection died under the handler. */
  isTransient(error: unknown): boolean;
  /** Undoes everything since the start but keeps the lock, so that parking and failing are one step for the key. */
  undo(): Promise<void>;
}

/** Runs the work for one key and commits; rolls back when it throws. */
export function inMessageTransaction<T>(
  pool: Pool,
  key: string,
  work: (transaction: MessageTransaction) => Promise<T>,
): Promise<T> {
  return inLockedTransaction(pool, [key], work);
}

/** Runs the work for several keys and commits; rolls back when it throws. */
export async function inLockedTransaction<T>(
  pool: Pool,
  keys: readonly string[],
  work: (transaction: MessageTransaction) => Promise<T>,
): Promise<T> {
  const leased = await leaseOrUnavailable(pool);
  const { client } = leased;
  try {
    await client.query(`BEGIN; ${lockOrderFamiliesSql(keys)}; SAVEPOINT handling`);
    const result = await work({
      tx: client,
      pipelined: client.pipeline,
      get lost() {
        return leased.lost;
      },
      isTransient: (error) => leased.lost || isTransient(error),
      undo: async () => {
        await client.query('ROLLBACK TO SAVEPOINT handling');
      },
    });
    await commit(leased);
    leased.release();
    return result;
  } catch (error) {
    await rollBack(leased);
    throw leased.lost && !isTransient(error) ? unavailable(error) : error;
  }
}

/** Without a connection nothing was tried: whatever the reason, it says nothing about the message. */
async function leaseOrUnavailable(pool: Pool): Promise<Lease> {
  try {
    return await lease(pool);
  } catch (error) {
    throw unavailable(error);
  }
}

/** Postgres answers COMMIT with ROLLBACK when a statement failed and the handler went on as if it had not. */
async function commit({ client }: Lease): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command === 'COMMIT') return;
  throw new BackhaulError(
    'TRANSACTION_ABORTED',
    'a statement in the handler failed and its error was swallowed; nothing was saved',
  );
}

async function rollBack(leased: Lease): Promise<void> {
  const rolledBack = await leased.client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
  leased.release(!rolledBack);
}

function unavailable(cause: unknown): BackhaulError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new BackhaulError('DATABASE_UNAVAILABLE', `the service's database cannot be used: ${why}`, {
    retryable: true,
    cause,
  });
}
