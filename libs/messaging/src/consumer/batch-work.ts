import type { IncomingMessage } from '../bus/message.js';
import type { PartitionBatch } from '../bus/partition-batch.js';
import type { Semaphore } from '../support/semaphore.js';
import type { ChunkSize } from './chunk-size.js';
import type { HandleAlone } from './handle-alone.js';
import type { Handling } from './handle-message.js';
import { handleTogether, readLane, type ReadLane, type Together } from './handle-together.js';
import { LaneQueue, type Lane } from './lanes.js';
import type { Report } from './report.js';

/** A batch is shared between workers down to this many messages each. */
const WORTH_SHARING = 16;
/** Handlers under way on one connection; more only lengthens the queue in front of Postgres. */
const SIDE_BY_SIDE = 16;

export interface BatchTools {
  handling: Handling;
  alone: HandleAlone;
  slots: Semaphore;
  /** Workers on one batch; the slots bound them over all batches. */
  workers: number;
  size: ChunkSize;
  transactionMs: number;
  report: Report;
}

/**
 * Works off one batch of a partition: many messages in a transaction while all goes well. One that is undone is tried again
 * with its lanes in turn, which takes away what they did to each other; the lane that fails then goes on alone.
 */
export class BatchWork {
  readonly #queue: LaneQueue;
  #sideBySide = SIDE_BY_SIDE;

  constructor(
    private readonly tools: BatchTools,
    private readonly batch: PartitionBatch,
    messages: readonly IncomingMessage[],
  ) {
    this.#queue = new LaneQueue(messages);
  }

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: this.tools.workers }, () => this.#work()));
  }

  async #work(): Promise<void> {
    while (!this.batch.signal.aborted) {
      const lanes = this.#queue.take(this.#nextSize());
      if (lanes.length === 0) return;
      await this.#lanes(lanes);
    }
  }

  #nextSize(): number {
    const share = Math.ceil(this.batch.messages.length / this.tools.workers);
    return Math.min(this.tools.size.now, Math.max(WORTH_SHARING, share));
  }

  async #lanes(lanes: readonly Lane[]): Promise<void> {
    const read = lanes.map((lane) => readLane(lane) ?? lane);
    const together = read.filter(isRead);
    await this.#oneByOne(read.filter((lane) => !isRead(lane)));
    if (this.#areWorthSharing(together)) await this.#together(together);
    else await this.#oneByOne(together);
  }

  /** A message on its own is quicker by the shorter way. */
  #areWorthSharing([first, second]: readonly ReadLane[]): boolean {
    return this.tools.size.now > 1 && (second !== undefined || (first?.messages.length ?? 0) > 1);
  }

  async #together(lanes: readonly ReadLane[]): Promise<void> {
    const { handling, slots, transactionMs, size } = this.tools;
    const limits = { messages: size.now, transactionMs, sideBySide: this.#sideBySide };
    const result = await slots.run(() => handleTogether(handling, lanes, limits));
    if (result.outcome === 'committed') {
      size.committed();
      this.#committed(result);
      return this.#oneByOne(result.blocked);
    }
    size.undone();
    if (this.#sideBySide > 1) {
      this.#sideBySide = 1;
      return this.#queue.putBack(lanes);
    }
    const { culprit } = result;
    if (culprit === null) return this.#oneByOne(lanes);
    this.#queue.putBack(lanes.filter(({ key }) => key !== culprit.key));
    return this.#oneByOne([culprit]);
  }

  #committed({ done, left }: Extract<Together, { outcome: 'committed' }>): void {
    for (const { message, outcome, durationMs } of done) {
      this.batch.finished(message);
      this.tools.report.fact(message, outcome, durationMs);
    }
    this.#queue.putBack(left);
  }

  async #oneByOne(lanes: readonly Lane[]): Promise<void> {
    const { signal } = this.batch;
    await Promise.all(lanes.map((lane) => this.tools.alone.lane(lane, signal, (m) => this.batch.finished(m))));
  }
}

const isRead = (lane: Lane | ReadLane): lane is ReadLane => 'events' in lane;
