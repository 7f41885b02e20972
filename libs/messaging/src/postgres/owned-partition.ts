import type { IncomingMessage } from '../bus/message.js';
import { OffsetTracker } from '../bus/offset-tracker.js';
import type { PartitionBatch } from '../bus/partition-batch.js';
import { stopController } from '../support/stop-signal.js';
import type { Membership, Ownership } from './membership.js';

export interface PartitionWork {
  membership: Membership;
  onBatch: (batch: PartitionBatch) => Promise<void>;
  onError: (error: unknown) => void;
  redeliverMs: number;
}

const COMMIT_EVERY_MS = 1000;

/** A partition while this member owns it: one batch at a time, commits on the way, a rest after an unfinished one. */
export class OwnedPartition {
  readonly #taken = stopController();
  #position: bigint;
  #restsUntil = 0;
  #committed: bigint;
  #batch: Promise<void> | null = null;

  constructor(
    readonly ownership: Ownership,
    private readonly work: PartitionWork,
  ) {
    this.#position = ownership.committedOffset;
    this.#committed = ownership.committedOffset;
  }

  get position(): bigint {
    return this.#position;
  }

  get fenced(): boolean {
    return this.#taken.signal.aborted;
  }

  /** True when a batch may be started. */
  isFree(now: number): boolean {
    return this.#batch === null && !this.fenced && now >= this.#restsUntil;
  }

  /** Starts the work on a batch; `whenDone` is called at its end, whatever that is. */
  start(messages: readonly IncomingMessage[], whenDone: () => void): void {
    this.#batch = this.#handle(messages)
      .catch(this.work.onError)
      .finally(() => {
        this.#batch = null;
        whenDone();
      });
  }

  /** Commits again what could not be committed at the end of a batch. */
  async commitAgain(): Promise<void> {
    if (this.#batch === null) await this.#commit(this.#position);
  }

  /** No new work; resolves when the running one has ended. */
  async drain(): Promise<void> {
    this.#taken.abort();
    await this.#batch;
  }

  async #handle(messages: readonly IncomingMessage[]): Promise<void> {
    const tracker = new OffsetTracker(messages);
    const timer = setInterval(() => void this.#commit(tracker.next).catch(this.work.onError), COMMIT_EVERY_MS);
    try {
      await this.work.onBatch(this.#batchOf(messages, tracker));
    } catch (error) {
      this.work.onError(error);
    } finally {
      clearInterval(timer);
    }
    this.#position = tracker.next ?? this.#position;
    if (!tracker.allFinished) this.#restsUntil = Date.now() + this.work.redeliverMs;
    await this.#commit(this.#position);
  }

  #batchOf(messages: readonly IncomingMessage[], tracker: OffsetTracker): PartitionBatch {
    const { topic, partition } = this.ownership;
    return {
      topic,
      partition,
      messages,
      signal: this.#taken.signal,
      finished: ({ offset }) => tracker.finished(offset),
    };
  }

  async #commit(next: bigint | null): Promise<void> {
    if (next === null || next <= this.#committed) return;
    if (await this.work.membership.commit(this.ownership, next)) this.#committed = next;
    else this.#taken.abort();
  }
}
