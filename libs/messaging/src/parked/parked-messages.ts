import { BackhaulError } from '@backhaul/contracts';
import type { Pool } from 'pg';
import { inMessageTransaction } from '../consumer/message-transaction.js';
import { enterInbox } from '../consumer/inbox.js';
import type { ParkedMessage } from './parked-message.js';
import {
  closeParked,
  countParked,
  getParked,
  headOfKey,
  listParked,
  type ParkedCounts,
  type ParkedFilter,
} from './parked-store.js';
import { replayKey, type Replay, type ReplayResult } from './replay.js';

/** What an operator does with parked messages. A key is always worked off in its order. */
export class ParkedMessages {
  constructor(private readonly replay: Replay & { pool: Pool; group: string }) {}

  /** Oldest first; only open ones unless the filter names a status. */
  list(filter: ParkedFilter = {}): Promise<ParkedMessage[]> {
    return listParked(this.replay.pool, this.replay.group, filter);
  }

  get(id: string): Promise<ParkedMessage | null> {
    return getParked(this.replay.pool, this.replay.group, id);
  }

  counts(): Promise<ParkedCounts> {
    return countParked(this.replay.pool, this.replay.group);
  }

  /**
   * Handles this message again; when that works, those that only waited behind it follow.
   * @throws PARKED_UNKNOWN, PARKED_CLOSED, PARKED_NOT_FIRST
   */
  async retry(id: string, by = 'operator'): Promise<ReplayResult> {
    const { message } = await this.#open(id);
    const head = await headOfKey(this.replay.pool, this.replay.group, message.key);
    if (head !== null && head.id !== id) {
      throw new BackhaulError(
        'PARKED_NOT_FIRST',
        `Message ${head.id} of the same key stands before ${id}: retry or discard that one first.`,
        {
          details: { first: head.id },
        },
      );
    }
    return replayKey(this.replay, message.key, by);
  }

  /** Handles the messages of the key again, in order, until one fails. */
  retryKey(key: string, by = 'operator'): Promise<ReplayResult> {
    return replayKey(this.replay, key, by);
  }

  /**
   * Gives a message up for good, with who decided it and why; those that only waited behind it then follow.
   * @throws PARKED_UNKNOWN, PARKED_CLOSED, REASON_MISSING
   */
  async discard(id: string, by: string, reason: string): Promise<ReplayResult> {
    if (by.trim() === '' || reason.trim() === '') {
      throw new BackhaulError('REASON_MISSING', 'A message is discarded by somebody and for a reason: give both.');
    }
    const { pool, group } = this.replay;
    const { message, messageId } = await this.#open(id);
    const next = await inMessageTransaction(pool, message.key, async ({ tx }) => {
      await closeParked(tx, id, { status: 'discarded', by, reason });
      // a repetition of the message at another offset is given up with it
      if (messageId !== null) await enterInbox(tx, group, messageId);
      return headOfKey(tx, group, message.key);
    });
    if (next?.status === 'queued') return replayKey(this.replay, message.key, by);
    return { replayed: 0, failed: next };
  }

  async #open(id: string): Promise<ParkedMessage> {
    const found = /^\d{1,18}$/.test(id) ? await this.get(id) : null;
    if (found === null) throw new BackhaulError('PARKED_UNKNOWN', `There is no parked message ${id}.`);
    if (found.status === 'failed' || found.status === 'queued') return found;
    throw new BackhaulError('PARKED_CLOSED', `Message ${id} was ${found.status} by ${found.closedBy} already.`);
  }
}
