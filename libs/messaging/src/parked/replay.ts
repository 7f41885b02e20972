import type { AnyEnvelope } from '@backhaul/contracts';
import { decodeEnvelope } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { Pool } from 'pg';
import { AfterCommit } from '../consumer/after-commit.js';
import { isTransient } from '../consumer/failure.js';
import { enterInbox } from '../consumer/inbox.js';
import { inMessageTransaction, type MessageTransaction } from '../consumer/message-transaction.js';
import type { UnitOfWork } from '../consumer/unit-of-work.js';
import type { Log } from '../support/log.js';
import { summarized, type ParkedMessage, type ParkedSummary } from './parked-message.js';
import { closeReplayed, failedAgain, headOfKey } from './parked-store.js';
import { reasonOf } from './reason.js';

/** What a replay needs: the same handler that the consumer calls. */
export interface Replay {
  pool: Pool;
  group: string;
  log: Log;
  handles: (type: string) => boolean;
  handle: (event: AnyEnvelope, uow: UnitOfWork) => Promise<void>;
}

export interface KeyReplay {
  key: string;
  by: string;
  reason: string;
  /** Whether the message that stands first now is to be handled; otherwise the replay ends before it. */
  includes: (head: ParkedSummary) => boolean;
  /** Asked under the lock of the key, before the first message: what it throws ends the replay, and nothing was done. */
  confirm?: (tx: Queryable) => Promise<void>;
}

export interface ReplayResult {
  replayed: number;
  /** The message at which the replay stopped, with its new reason; null when the key is free again. */
  failed: ParkedSummary | null;
}

/** One message: handled, or the message at which the replay stops. */
type Step = 'handled' | { stoppedAt: ParkedMessage | null };

/** Works the key off in order, each message in a transaction of its own, until one fails or none is left. */
export async function replayKey(replay: Replay, { confirm, ...order }: KeyReplay): Promise<ReplayResult> {
  for (let replayed = 0; ; replayed += 1) {
    const step = await replayHead(replay, replayed === 0 && confirm !== undefined ? { ...order, confirm } : order);
    if (step !== 'handled') return { replayed, failed: step.stoppedAt === null ? null : summarized(step.stoppedAt) };
  }
}

/** A passing failure (database away, conflict) is thrown to the operator, who tries again. */
async function replayHead(replay: Replay, order: KeyReplay): Promise<Step> {
  const { pool, group, log } = replay;
  const after = new AfterCommit(log);
  const tried: { id?: string } = {};
  try {
    const step = await inMessageTransaction(pool, order.key, async (transaction): Promise<Step> => {
      await order.confirm?.(transaction.tx);
      const head = await headOfKey(transaction.tx, group, order.key);
      if (head === null || !order.includes(head)) return { stoppedAt: head };
      tried.id = head.id;
      return attempt(replay, transaction, head, order, after);
    });
    if (step === 'handled') after.run();
    return step;
  } catch (error) {
    if (tried.id === undefined || isTransient(error)) throw error;
    const { id } = tried;
    // the commit failed and took everything back
    return inMessageTransaction(pool, order.key, ({ tx }) => stopAt(tx, group, order.key, id, error));
  }
}

async function attempt(
  replay: Replay,
  transaction: MessageTransaction,
  head: ParkedMessage,
  { by, reason }: KeyReplay,
  after: AfterCommit,
): Promise<Step> {
  const { tx } = transaction;
  try {
    // before the handler, whose swallowed failures are then found by the commit and told as what they are
    await closeReplayed(tx, head.id, { by, reason });
    await handle(replay, head, { tx, message: head.message, afterCommit: (f) => after.add(f) });
  } catch (error) {
    if (transaction.isTransient(error)) throw error;
    await transaction.undo();
    return stopAt(tx, replay.group, head.message.key, head.id, error);
  }
  return 'handled';
}

/** Writes the new reason down, unless somebody else has closed the message meanwhile. */
async function stopAt(tx: Queryable, group: string, key: string, id: string, error: unknown): Promise<Step> {
  const head = await headOfKey(tx, group, key);
  if (head?.id !== id) return { stoppedAt: head };
  await failedAgain(tx, id, reasonOf(error));
  return { stoppedAt: await headOfKey(tx, group, key) };
}

async function handle(replay: Replay, { message }: ParkedMessage, uow: UnitOfWork): Promise<void> {
  const event = decodeEnvelope(message);
  if (!(await enterInbox(uow.tx, replay.group, event.id))) return;
  if (replay.handles(event.type)) await replay.handle(event, uow);
}
