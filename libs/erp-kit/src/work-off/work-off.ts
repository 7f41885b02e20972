import type { Queryable } from '@backhaul/event-store';
import type { Transactions } from '@backhaul/service-kit';

/** Rows that are worked off one by one, each in a transaction of its own. */
export interface Rows<R> {
  /** Takes one row that no other process works on, so that it is gone when the transaction commits; null: none is due. */
  take(tx: Queryable): Promise<R | null>;
  work(tx: Queryable, row: R): Promise<void>;
  /** Why the work failed; the row is not due for a while. */
  postpone(row: R, error: unknown): Promise<void>;
}

/**
 * Works off what is due. A row and its work commit together, so that a process that dies loses neither; one that fails
 * holds up no other.
 */
export async function workOff<R>(transactions: Transactions, rows: Rows<R>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await step(transactions, rows)));
  signal.throwIfAborted();
}

async function step<R>(transactions: Transactions, rows: Rows<R>): Promise<boolean> {
  let row: R | null = null;
  try {
    await transactions.run(async (tx) => {
      row = await rows.take(tx);
      if (row !== null) await rows.work(tx, row);
    });
  } catch (error) {
    if (row === null) throw error;
    await rows.postpone(row, error);
  }
  return row !== null;
}
