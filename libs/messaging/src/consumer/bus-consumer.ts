import { decodeEnvelope, isEventType, type AnyEnvelope } from '@backhaul/contracts';
import type { BusSubscription } from '../bus/message-bus.js';
import type { IncomingMessage } from '../bus/message.js';
import type { PartitionBatch } from '../bus/partition-batch.js';
import { ParkedMessages } from '../parked/parked-messages.js';
import { backoffMs } from '../support/backoff.js';
import { guardPool } from '../support/connections.js';
import { codeOf } from '../support/error-facts.js';
import { silentLog, type Log } from '../support/log.js';
import { pause } from '../support/pause.js';
import { Semaphore } from '../support/semaphore.js';
import { Troubles } from '../support/troubles.js';
import { isTransient } from './failure.js';
import { handleMessage, parkMessage, type Attempt, type Handling } from './handle-message.js';
import { pruneInbox } from './inbox.js';
import { lanesOf } from './lanes.js';
import type { Outcome } from './observed.js';
import { inboxRetentionOf, retryOf, type BusConsumerOptions } from './options.js';

const PRUNE_EVERY_MS = 60 * 60 * 1000;

/**
 * Consumes topics for a service: each message exactly once in effect, in the order of its key.
 * The keys of a partition run side by side; what fails for good parks its key, and the other keys flow on.
 */
export class BusConsumer {
  /** What an operator does with messages that failed. */
  readonly parked: ParkedMessages;
  readonly #log: Log;
  readonly #handling: Handling;
  readonly #slots: Semaphore;
  readonly #troubles: Troubles;
  #subscription: BusSubscription | null = null;
  #pruning: NodeJS.Timeout | null = null;

  constructor(private readonly options: BusConsumerOptions) {
    const { pool, group, handle, handles } = options;
    this.#log = options.log ?? silentLog;
    this.#handling = { pool: guardPool(pool), group, handle, log: this.#log };
    this.parked = new ParkedMessages({ ...this.#handling, handles });
    this.#slots = new Semaphore(options.concurrency ?? 8);
    this.#troubles = new Troubles(this.#log);
  }

  /** Joins the group. Resolves also while the broker is away: it then joins when the broker is back. */
  async start(): Promise<void> {
    const { bus, group, topics } = this.options;
    this.#subscription ??= await bus.subscribe({ group, topics, onBatch: (batch) => this.#onBatch(batch) });
    this.#pruning ??= setInterval(() => void this.#prune(), PRUNE_EVERY_MS).unref();
  }

  /** Ends the running handlers, commits and leaves the group. */
  async stop(): Promise<void> {
    if (this.#pruning !== null) clearInterval(this.#pruning);
    await this.#subscription?.close();
    this.#subscription = null;
    this.#pruning = null;
  }

  async #onBatch(batch: PartitionBatch): Promise<void> {
    await Promise.all(lanesOf(batch.messages).map((lane) => this.#runLane(lane, batch)));
  }

  /** A lane ends at the first message that could not be finished: the later ones of its key must not overtake it. */
  async #runLane(lane: readonly IncomingMessage[], batch: PartitionBatch): Promise<void> {
    for (const message of lane) {
      if (batch.signal.aborted) return;
      if (!(await this.#finish(message, batch.signal))) return;
      batch.finished(message);
    }
  }

  async #finish(message: IncomingMessage, signal: AbortSignal): Promise<boolean> {
    const started = performance.now();
    const seen = (outcome: Outcome, code?: string): void => this.#observe(message, outcome, started, code);
    const type = message.headers['ce_type'];
    if (type !== undefined && isEventType(type) && !this.options.handles(type)) {
      seen('skipped');
      return true;
    }
    const attempts = retryOf(this.options);
    for (let attempt = 1; attempt <= attempts.attempts && !signal.aborted; attempt += 1) {
      try {
        const done = await this.#slots.run(() => this.#attempt(message, attempt));
        this.#report(message, done);
        seen(done.outcome, done.outcome === 'parked' ? done.reason.code : undefined);
        this.#troubles.over('Messages are handled again', { group: this.options.group });
        return true;
      } catch (error) {
        this.#troubles.report(`A message could not be handled now and is tried again`, error, factsOf(message));
        seen('retried', codeOf(error));
        await pause(backoffMs(attempts, attempt), signal);
      }
    }
    seen('unfinished');
    return false;
  }

  /** Throws only what may pass: a message that cannot be read or fails for good is parked. */
  async #attempt(message: IncomingMessage, attempt: number): Promise<Attempt> {
    let event: AnyEnvelope;
    try {
      event = decodeEnvelope(message);
    } catch (error) {
      return parkMessage(this.#handling, message, error, attempt);
    }
    try {
      return await handleMessage(this.#handling, message, event, attempt);
    } catch (error) {
      if (isTransient(error)) throw error;
      return parkMessage(this.#handling, message, error, attempt);
    }
  }

  #report(message: IncomingMessage, done: Attempt): void {
    if (done.outcome !== 'parked') return;
    const facts = { ...factsOf(message), code: done.reason.code };
    this.#log.error(facts, `Message parked: ${done.reason.text}. Later messages of its key wait behind it`);
  }

  #observe(message: IncomingMessage, outcome: Outcome, started: number, code: string | undefined): void {
    const { topic, partition, headers } = message;
    const durationMs = performance.now() - started;
    this.options.observe?.({
      outcome,
      topic,
      partition,
      type: headers['ce_type'],
      durationMs,
      ...(code === undefined ? {} : { code }),
    });
  }

  async #prune(): Promise<void> {
    try {
      await pruneInbox(this.options.pool, new Date(Date.now() - inboxRetentionOf(this.options)));
    } catch (error) {
      this.#troubles.report('Old inbox rows could not be deleted; tried again in an hour', error);
    }
  }
}

function factsOf({ topic, partition, offset, key, headers }: IncomingMessage): Record<string, unknown> {
  return { topic, partition, offset, key, messageId: headers['ce_id'], type: headers['ce_type'] };
}
