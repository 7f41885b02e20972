import { decodeEnvelope, type AnyEnvelope } from '@backhaul/contracts';
import type { IncomingMessage } from '../bus/message.js';
import { AfterCommit } from './after-commit.js';
import type { Handling } from './handle-message.js';
import { enterAll, obstaclesTo } from './inbox-batch.js';
import type { Lane } from './lanes.js';
import { inLockedTransaction } from './message-transaction.js';
import { TogetherRun, type Done } from './together-run.js';

/** A lane with its messages as events, so that nothing unreadable enters a shared transaction. */
export interface ReadLane extends Lane {
  readonly events: readonly { message: IncomingMessage; event: AnyEnvelope }[];
}

export interface Limits {
  /** Most messages of the transaction. */
  messages: number;
  /** No message is begun after so many milliseconds: a long transaction holds back every reader of the global order. */
  transactionMs: number;
  /** Lanes that may be under way side by side where the connection pipelines. */
  sideBySide: number;
}

/** How messages fared in one transaction. Undone: nothing was saved, and `culprit` is the lane that failed, where it was one. */
export type Together =
  | { outcome: 'committed'; done: readonly Done[]; left: readonly Lane[]; blocked: readonly Lane[] }
  | { outcome: 'undone'; culprit: Lane | null };

/** The lane's events; undefined when one of its messages cannot be read. */
export function readLane(lane: Lane): ReadLane | undefined {
  try {
    return { ...lane, events: lane.messages.map((message) => ({ message, event: decodeEnvelope(message) })) };
  } catch {
    return undefined;
  }
}

/**
 * Handles lanes in one transaction: inbox rows and all that the handlers write commit together. Anything out of the ordinary
 * (a parked key, a failure) is left to the handling of single messages, which knows how to retry and to park.
 */
export async function handleTogether(h: Handling, lanes: readonly ReadLane[], limits: Limits): Promise<Together> {
  const after = new AfterCommit(h.log);
  const run = new TogetherRun(h.handle, after, limits);
  try {
    const keys = lanes.map(({ key }) => key);
    const left = await inLockedTransaction(h.pool, keys, async (transaction) => {
      const ids = lanes.flatMap(({ events }) => events.map(({ event }) => event.id));
      const { seen, blockedKeys } = await obstaclesTo(transaction.tx, h.group, ids, keys);
      const blocked = lanes.filter(({ key }) => blockedKeys.has(key));
      const rest = await run.handle(
        transaction,
        lanes.filter((lane) => !blocked.includes(lane)),
        seen,
      );
      await enterAll(transaction.tx, h.group, run.handledIds);
      return { left: rest, blocked };
    });
    after.run();
    return { outcome: 'committed', done: run.done, ...left };
  } catch {
    return { outcome: 'undone', culprit: run.culprit };
  }
}
