import { isEventType } from '@backhaul/contracts';
import type { BusSubscription } from '../bus/message-bus.js';
import type { IncomingMessage } from '../bus/message.js';
import type { PartitionBatch } from '../bus/partition-batch.js';
import { ParkedMessages } from '../parked/parked-messages.js';
import { guardPool } from '../support/connections.js';
import { silentLog } from '../support/log.js';
import { Semaphore } from '../support/semaphore.js';
import { Troubles } from '../support/troubles.js';
import { BatchWork, type BatchTools } from './batch-work.js';
import { ChunkSize } from './chunk-size.js';
import { HandleAlone } from './handle-alone.js';
import { pruneInbox } from './inbox.js';
import { inboxRetentionOf, retryOf, type BusConsumerOptions } from './options.js';
import { Report } from './report.js';

const PRUNE_EVERY_MS = 60 * 60 * 1000;

/**
 * Consumes topics for a service: each message exactly once in effect, in the order of its key.
 * Messages share transactions while all goes well; what fails for good parks its key, and the other keys flow on.
 */
export class BusConsumer {
  /** What an operator does with messages that failed. */
  readonly parked: ParkedMessages;
  readonly #troubles: Troubles;
  readonly #tools: BatchTools;
  #subscription: BusSubscription | null = null;
  #pruning: NodeJS.Timeout | null = null;

  constructor(private readonly options: BusConsumerOptions) {
    const { pool, group, handle, handles, log = silentLog, concurrency = 8 } = options;
    const handling = { pool: guardPool(pool), group, handle, log };
    const report = new Report(log, options.observe);
    const slots = new Semaphore(concurrency);
    this.#troubles = new Troubles(log);
    this.parked = new ParkedMessages({ ...handling, handles });
    this.#tools = {
      handling,
      report,
      slots,
      alone: new HandleAlone({ handling, report, slots, troubles: this.#troubles, retry: retryOf(options) }),
      workers: concurrency,
      size: new ChunkSize(options.messagesPerTransaction ?? 100),
      transactionMs: options.transactionMs ?? 100,
    };
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
    const wanted = batch.messages.filter((message) => this.#isWanted(message));
    if (wanted.length < batch.messages.length) this.#passOver(batch, new Set(wanted));
    await new BatchWork(this.#tools, batch, wanted).run();
  }

  /** What has no known type is wanted too: it is parked, where a person sees it. */
  #isWanted({ headers: { ce_type: type } }: IncomingMessage): boolean {
    return type === undefined || !isEventType(type) || this.options.handles(type);
  }

  #passOver(batch: PartitionBatch, wanted: ReadonlySet<IncomingMessage>): void {
    for (const message of batch.messages) {
      if (wanted.has(message)) continue;
      batch.finished(message);
      this.#tools.report.fact(message, 'skipped', 0);
    }
  }

  async #prune(): Promise<void> {
    try {
      await pruneInbox(this.options.pool, new Date(Date.now() - inboxRetentionOf(this.options)));
    } catch (error) {
      this.#troubles.report('Old inbox rows could not be deleted; tried again in an hour', error);
    }
  }
}
