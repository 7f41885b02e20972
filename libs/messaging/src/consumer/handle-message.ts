import type { AnyEnvelope } from '@backhaul/contracts';
import type { Pool } from 'pg';
import type { IncomingMessage } from '../bus/message.js';
import { park } from '../parked/park.js';
import { behindParked, reasonOf, type Reason } from '../parked/reason.js';
import type { Log } from '../support/log.js';
import { AfterCommit } from './after-commit.js';
import { admit } from './inbox.js';
import { inMessageTransaction, type MessageTransaction } from './message-transaction.js';
import type { UnitOfWork } from './unit-of-work.js';

export interface Handling {
  pool: Pool;
  group: string;
  log: Log;
  handle: (event: AnyEnvelope, uow: UnitOfWork) => Promise<void>;
}

/** What one attempt came to; `parked` with the reason. Throws a passing failure: nothing was saved, try again. */
export type Attempt = { outcome: 'handled' | 'duplicate' | 'queued' } | { outcome: 'parked'; reason: Reason };

/** Inbox row, the handler's writes and, if it fails for good, the parked message: one transaction under the lock of the key. */
export async function handleMessage(
  h: Handling,
  message: IncomingMessage,
  event: AnyEnvelope,
  attempts: number,
): Promise<Attempt> {
  const after = new AfterCommit(h.log);
  const attempt = await inMessageTransaction(h.pool, message.key, async (transaction): Promise<Attempt> => {
    const { tx } = transaction;
    const admission = await admit(tx, h.group, event.id, message.key);
    if (admission === 'seen') return { outcome: 'duplicate' };
    if (admission === 'blocked') {
      await park(tx, { group: h.group, message, status: 'queued', reason: behindParked, attempts: 0 });
      return { outcome: 'queued' };
    }
    try {
      await h.handle(event, { tx, message, afterCommit: (f) => after.add(f) });
      return { outcome: 'handled' };
    } catch (error) {
      return parkAfter(transaction, h, message, error, attempts);
    }
  });
  if (attempt.outcome === 'handled') after.run();
  return attempt;
}

/** Parks without an attempt: the message cannot be read, or its transaction could not be committed. */
export async function parkMessage(
  h: Handling,
  message: IncomingMessage,
  error: unknown,
  attempts: number,
): Promise<Attempt> {
  const reason = reasonOf(error);
  await inMessageTransaction(h.pool, message.key, ({ tx }) =>
    park(tx, { group: h.group, message, status: 'failed', reason, attempts }),
  );
  return { outcome: 'parked', reason };
}

async function parkAfter(
  transaction: MessageTransaction,
  h: Handling,
  message: IncomingMessage,
  error: unknown,
  attempts: number,
): Promise<Attempt> {
  if (transaction.isTransient(error)) throw error;
  const reason = reasonOf(error);
  await transaction.undo();
  await park(transaction.tx, { group: h.group, message, status: 'failed', reason, attempts });
  return { outcome: 'parked', reason };
}
