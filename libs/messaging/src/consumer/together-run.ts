import type { AnyEnvelope } from '@backhaul/contracts';
import type { IncomingMessage } from '../bus/message.js';
import { codeOf } from '../support/error-facts.js';
import type { AfterCommit } from './after-commit.js';
import type { Limits, ReadLane } from './handle-together.js';
import type { Lane } from './lanes.js';
import type { MessageTransaction } from './message-transaction.js';
import type { UnitOfWork } from './unit-of-work.js';

/** Postgres's answer to every statement that follows a failed one: it says nothing about the lane that it came to. */
const ABORTED_BY_ANOTHER = '25P02';

/** A message that a shared transaction dealt with. */
export interface Done {
  message: IncomingMessage;
  outcome: 'handled' | 'duplicate';
  durationMs: number;
}

/** Calls the handlers of one shared transaction: each lane in its order, the lanes in turn or side by side. */
export class TogetherRun {
  readonly done: Done[] = [];
  readonly #handled = new Set<string>();
  readonly #deadline: number;
  #failure: { lane: Lane | null; error: unknown } | null = null;

  constructor(
    private readonly call: (event: AnyEnvelope, uow: UnitOfWork) => Promise<void>,
    private readonly after: AfterCommit,
    private readonly limits: Limits,
  ) {
    this.#deadline = performance.now() + limits.transactionMs;
  }

  get handledIds(): string[] {
    return [...this.#handled];
  }

  /** The lane whose message failed; null when it was the transaction that did. */
  get culprit(): Lane | null {
    return this.#failure?.lane ?? null;
  }

  /** Returns what there was no time for. Ends only when no handler runs any more, and throws then what the first one threw. */
  async handle(
    transaction: MessageTransaction,
    lanes: readonly ReadLane[],
    seen: ReadonlySet<string>,
  ): Promise<Lane[]> {
    const waiting = [...lanes];
    const left: Lane[] = [];
    const worker = async (): Promise<void> => {
      for (let lane = waiting.shift(); lane !== undefined && this.#failure === null; lane = waiting.shift()) {
        const rest = await this.#handleLane(transaction, lane, seen);
        if (rest.messages.length > 0) left.push(rest);
      }
    };
    const workers = transaction.pipelined ? this.limits.sideBySide : 1;
    await Promise.all(Array.from({ length: workers }, worker));
    if (this.#failure !== null) throw this.#failure.error;
    return left;
  }

  async #handleLane(transaction: MessageTransaction, lane: ReadLane, seen: ReadonlySet<string>): Promise<Lane> {
    let finished = 0;
    for (const { message, event } of lane.events) {
      if (this.#failure !== null || this.#isFull()) break;
      const started = performance.now();
      const isNew = !seen.has(event.id) && !this.#handled.has(event.id);
      if (isNew && !(await this.#callFor(transaction, lane, message, event))) break;
      this.done.push({
        message,
        outcome: isNew ? 'handled' : 'duplicate',
        durationMs: performance.now() - started,
      });
      finished += 1;
    }
    return { key: lane.key, messages: lane.messages.slice(finished) };
  }

  async #callFor(
    transaction: MessageTransaction,
    lane: Lane,
    message: IncomingMessage,
    event: AnyEnvelope,
  ): Promise<boolean> {
    this.#handled.add(event.id);
    try {
      await this.call(event, { tx: transaction.tx, message, afterCommit: (f) => this.after.add(f) });
      return true;
    } catch (error) {
      this.#fail(transaction.lost ? null : lane, error);
      return false;
    }
  }

  /** Of several failures the first one counts that is not the echo of another. */
  #fail(lane: Lane | null, error: unknown): void {
    if (codeOf(error) === ABORTED_BY_ANOTHER) this.#failure ??= { lane: null, error };
    else if (this.#failure === null || this.#failure.lane === null) this.#failure = { lane, error };
  }

  /** The first message is always begun, so that every transaction gets somewhere. */
  #isFull(): boolean {
    if (this.#handled.size === 0) return false;
    return this.#handled.size >= this.limits.messages || performance.now() > this.#deadline;
  }
}
