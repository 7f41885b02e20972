import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { enterInbox } from '../consumer/inbox.js';
import { inMessageTransaction } from '../consumer/message-transaction.js';
import { causesOf, headsOf, type CauseCount } from './heads.js';
import { listParked, totalParked, type ParkedFilter } from './list-parked.js';
import type { ParkedMessage, ParkedSummary } from './parked-message.js';
import { closeDiscarded, countParked, getParked, type ParkedCounts } from './parked-store.js';
import { replayCause, type CausePage, type CauseReplay } from './replay-cause.js';
import { assertConfirmed, assertExplained, previewOf, type ReplayOrder } from './replay-order.js';
import { replayKey, type Replay, type ReplayResult } from './replay.js';

/** What an operator does with parked messages. A key is always worked off in its order. */
export class ParkedMessages {
  constructor(private readonly replay: Replay) {}

  /** Oldest first; only open ones unless the filter names a status. */
  list(filter: ParkedFilter = {}): Promise<ParkedSummary[]> {
    return listParked(this.replay.pool, this.replay.group, filter);
  }

  /** How many the filter finds, whatever its limit. */
  total(filter: ParkedFilter = {}): Promise<number> {
    return totalParked(this.replay.pool, this.replay.group, filter);
  }

  async get(id: string): Promise<ParkedMessage | null> {
    return /^\d{1,18}$/.test(id) ? getParked(this.replay.pool, this.replay.group, id) : null;
  }

  counts(): Promise<ParkedCounts> {
    return countParked(this.replay.pool, this.replay.group);
  }

  /** Why keys stand still: one line per reason and type of event. */
  causes(): Promise<CauseCount[]> {
    return causesOf(this.replay.pool, this.replay.group);
  }

  /**
   * Handles this message again; when that works, those that only waited behind it follow.
   * @throws PARKED_UNKNOWN, PARKED_CLOSED, PARKED_NOT_FIRST, REASON_MISSING, ReplayNotConfirmed
   */
  async retry(id: string, order: ReplayOrder): Promise<ReplayResult> {
    assertExplained(order);
    const { pool, group } = this.replay;
    const { key } = (await this.#open(pool, id)).message;
    return replayKey(this.replay, {
      ...order,
      key,
      includes: (head) => head.id === id || head.status === 'queued',
      confirm: async (tx) => {
        await this.#open(tx, id);
        const { heads, ...totals } = await headsOf(tx, group, { key, limit: 1 });
        assertFirst(heads[0]?.id, id);
        assertConfirmed(previewOf(heads, totals), order);
      },
    });
  }

  /**
   * Handles all messages of the key again, in order, until one fails: also those that have failed themselves.
   * @throws PARKED_UNKNOWN, REASON_MISSING, ReplayNotConfirmed
   */
  async retryKey(key: string, order: ReplayOrder): Promise<ReplayResult> {
    assertExplained(order);
    return replayKey(this.replay, {
      ...order,
      key,
      includes: () => true,
      confirm: async (tx) => {
        const [head] = (await headsOf(tx, this.replay.group, { key, limit: 1 })).heads;
        if (head === undefined) throw new BackhaulError('PARKED_UNKNOWN', `No message of the key ${key} is parked.`);
        const all = { ...head, waiting: head.behind };
        assertConfirmed(previewOf([all], { keys: 1, messages: 1 + head.behind }), order);
      },
    });
  }

  /**
   * Handles the first message of every key that stands still for this cause, and those that only waited behind it.
   * @throws PARKED_UNKNOWN, REASON_MISSING, ReplayNotConfirmed
   */
  async retryCause(page: CausePage, order: ReplayOrder): Promise<CauseReplay> {
    assertExplained(order);
    return replayCause(this.replay, page, order);
  }

  /**
   * Gives a message up for good, with who decided it and why; those that only waited behind it then follow.
   * @throws PARKED_UNKNOWN, PARKED_CLOSED, REASON_MISSING
   */
  async discard(id: string, by: string, reason: string): Promise<ReplayResult> {
    assertExplained({ by, reason });
    const { pool, group } = this.replay;
    const { key } = (await this.#open(pool, id)).message;
    await inMessageTransaction(pool, key, async ({ tx }) => {
      const { messageId } = await this.#open(tx, id);
      await closeDiscarded(tx, id, { by, reason });
      // a repetition of the message at another offset is given up with it
      if (messageId !== null) await enterInbox(tx, group, messageId);
    });
    return replayKey(this.replay, { key, by, reason, includes: (head) => head.status === 'queued' });
  }

  async #open(db: Queryable, id: string): Promise<ParkedMessage> {
    const found = /^\d{1,18}$/.test(id) ? await getParked(db, this.replay.group, id) : null;
    if (found === null) throw new BackhaulError('PARKED_UNKNOWN', `There is no parked message ${id}.`);
    if (found.status === 'failed' || found.status === 'queued') return found;
    throw new BackhaulError('PARKED_CLOSED', `Message ${id} was ${found.status} by ${found.closedBy} already.`);
  }
}

/** A later message must not overtake an earlier one of its key. */
function assertFirst(first: string | undefined, id: string): void {
  if (first === id) return;
  throw new BackhaulError(
    'PARKED_NOT_FIRST',
    `Message ${first} of the same key stands before ${id}: retry or discard that one first.`,
    { details: { first } },
  );
}
