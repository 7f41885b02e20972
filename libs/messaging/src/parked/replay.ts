import type { AnyEnvelope } from '@backhaul/contracts';
import { decodeEnvelope } from '@backhaul/contracts';
import type { Pool } from 'pg';
import { enterInbox } from '../consumer/inbox.js';
import { AfterCommit } from '../consumer/after-commit.js';
import { inMessageTransaction } from '../consumer/message-transaction.js';
import type { UnitOfWork } from '../consumer/unit-of-work.js';
import type { Log } from '../support/log.js';
import type { ParkedMessage } from './parked-message.js';
import { closeParked, failedAgain, headOfKey } from './parked-store.js';
import { reasonOf } from './reason.js';

/** What a replay needs: the same handler that the consumer calls. */
export interface Replay {
  pool: Pool;
  group: string;
  log: Log;
  handles: (type: string) => boolean;
  handle: (event: AnyEnvelope, uow: UnitOfWork) => Promise<void>;
}

export interface ReplayResult {
  replayed: number;
  /** The message at which the replay stopped, with its new reason; null when the key is free again. */
  failed: ParkedMessage | null;
}

/** Works the key off in order, each message in a transaction of its own, until one fails or none is left. */
export async function replayKey(replay: Replay, key: string, by: string): Promise<ReplayResult> {
  for (let replayed = 0; ; replayed += 1) {
    const head = await headOfKey(replay.pool, replay.group, key);
    // the first is what the operator asked for; after it only those follow that have not failed themselves
    if (head === null || (replayed > 0 && head.status === 'failed')) return { replayed, failed: head };
    if (!(await replayHead(replay, head, by))) {
      return { replayed, failed: await headOfKey(replay.pool, replay.group, key) };
    }
  }
}

/** True when it was handled. A passing failure (database away, conflict) is thrown to the operator, who tries again. */
async function replayHead(replay: Replay, head: ParkedMessage, by: string): Promise<boolean> {
  const { pool, group, log } = replay;
  const after = new AfterCommit(log);
  const done = await inMessageTransaction(pool, head.message.key, async (transaction) => {
    const { tx } = transaction;
    const current = await headOfKey(tx, group, head.message.key);
    if (current?.id !== head.id) return true; // somebody else was faster
    try {
      await handle(replay, head, { tx, message: head.message, afterCommit: (f) => after.add(f) });
    } catch (error) {
      if (transaction.isTransient(error)) throw error;
      await transaction.undo();
      await failedAgain(tx, head.id, reasonOf(error));
      return false;
    }
    await closeParked(tx, head.id, { status: 'replayed', by, reason: null });
    return true;
  });
  if (done) after.run();
  return done;
}

async function handle(replay: Replay, { message }: ParkedMessage, uow: UnitOfWork): Promise<void> {
  const event = decodeEnvelope(message);
  if (!(await enterInbox(uow.tx, replay.group, event.id))) return;
  if (replay.handles(event.type)) await replay.handle(event, uow);
}
