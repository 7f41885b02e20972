import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { isTransient } from '../consumer/failure.js';
import { reasonOf } from '../parked/reason.js';
import { backoffMs, type Backoff } from '../support/backoff.js';
import { guardPool } from '../support/connections.js';
import { silentLog, type Log } from '../support/log.js';
import { Pacer } from '../support/pacer.js';
import { endsWithin, pause } from '../support/pause.js';
import { stopController } from '../support/stop-signal.js';
import { Troubles } from '../support/troubles.js';
import { claim, renew } from './claim.js';
import type { IntakeItem } from './intake-item.js';
import { intakeStore } from './intake-store.js';
import { markDone, markParked, tryLater } from './settle.js';

export interface IntakeWorkerOptions {
  pool: Pool;
  /** Opens its own transactions and is idempotent: after a crash it is called again with the same item. */
  handle: (item: IntakeItem) => Promise<void>;
  log?: Log;
  /** Items worked on side by side, each of another lane. Default 4. */
  concurrency?: number;
  /** A worker that dies loses its items after this. Default 30 s. */
  leaseMs?: number;
  /** Waits after passing failures: default 1 s, doubling to 5 minutes, for as long as it takes. */
  backoff?: Backoff;
  pollMs?: { min: number; max: number };
  /** Items done longer ago than this are deleted. Default 30 days. */
  retentionMs?: number;
  /** Told what became of an item. */
  observe?: (fact: { outcome: 'done' | 'retried' | 'parked'; item: IntakeItem; code?: string }) => void;
}

const CLOSE_MS = 8000;
const PRUNE_EVERY_MS = 60 * 60 * 1000;
const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;

/** Works off what was accepted: in order per lane, at least once; what fails for good is parked with the raw body. */
export class IntakeWorker {
  readonly #owner = randomUUID();
  readonly #pool: Pool;
  readonly #log: Log;
  readonly #pace: Pacer;
  readonly #troubles: Troubles;
  readonly #running = new Map<string, Promise<void>>();
  #stopping = stopController();
  #loop: Promise<void> | null = null;
  #pruning: NodeJS.Timeout | null = null;

  constructor(private readonly options: IntakeWorkerOptions) {
    const { min, max } = options.pollMs ?? { min: 5, max: 1000 };
    this.#pool = guardPool(options.pool);
    this.#log = options.log ?? silentLog;
    this.#pace = new Pacer({ minMs: min, maxMs: max });
    this.#troubles = new Troubles(this.#log);
  }

  start(): void {
    if (this.#loop !== null) return;
    this.#stopping = stopController();
    this.#loop = this.#run(this.#stopping.signal);
    this.#pruning = setInterval(() => void this.#prune(), PRUNE_EVERY_MS).unref();
  }

  /** Waits for the items that are being worked on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pace.wake();
    if (this.#pruning !== null) clearInterval(this.#pruning);
    await endsWithin(CLOSE_MS, Promise.all([this.#loop, ...this.#running.values()]));
    this.#loop = null;
  }

  /** Something was just accepted: look now rather than at the next poll. */
  wake(): void {
    this.#pace.wake();
  }

  async #run(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      try {
        if (await this.#startWork()) this.#pace.busy();
        this.#troubles.over('Intake works again');
      } catch (error) {
        this.#troubles.report('Intake: waiting items could not be read and are tried again', error);
        await pause(500, stopping);
      }
      if (!stopping.aborted) await this.#pace.wait();
    }
  }

  async #startWork(): Promise<boolean> {
    const { concurrency = 4, leaseMs = 30_000 } = this.options;
    const free = concurrency - this.#running.size;
    if (free <= 0) return false; // the end of an item wakes the loop
    const items = await claim(this.#pool, this.#owner, free, leaseMs, [...this.#running.keys()]);
    for (const item of items) this.#begin(item, leaseMs);
    return items.length > 0;
  }

  #begin(item: IntakeItem, leaseMs: number): void {
    const beat = setInterval(
      () => void renew(this.#pool, this.#owner, item.id, leaseMs).catch(() => undefined),
      leaseMs / 3,
    );
    const work = this.#work(item).finally(() => {
      clearInterval(beat);
      this.#running.delete(item.id);
      this.#pace.wake();
    });
    this.#running.set(item.id, work);
  }

  async #work(item: IntakeItem): Promise<void> {
    try {
      await this.options.handle(item);
    } catch (error) {
      return this.#failed(item, error);
    }
    await this.#save(() => markDone(this.#pool, this.#owner, item.id));
    this.options.observe?.({ outcome: 'done', item });
  }

  async #failed(item: IntakeItem, error: unknown): Promise<void> {
    const reason = reasonOf(error);
    const facts = {
      intake: item.id,
      source: item.source,
      merchantId: item.merchantId,
      lane: item.lane,
      code: reason.code,
    };
    if (isTransient(error)) {
      const wait = backoffMs(this.options.backoff ?? { firstMs: 1000, maxMs: 300_000 }, item.attempts);
      this.#troubles.report(`Intake: an item could not be handled now and is tried again in ${wait} ms`, error, facts);
      await this.#save(() => tryLater(this.#pool, this.#owner, item.id, wait, reason));
      this.options.observe?.({ outcome: 'retried', item, code: reason.code });
      return;
    }
    this.#log.error(facts, `Intake: an item was parked: ${reason.text}`);
    await this.#save(() => markParked(this.#pool, this.#owner, item.id, reason));
    this.options.observe?.({ outcome: 'parked', item, code: reason.code });
  }

  /** Tries until it is saved: a database that is away for a moment must not have the item handled a second time. */
  async #save(settle: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await settle();
      } catch (error) {
        this.#troubles.report('Intake: the outcome of an item could not be saved and is tried again', error);
        if (this.#stopping.signal.aborted) return; // the lease runs out, and the item is handled again
        await pause(backoffMs({ firstMs: 50, maxMs: 2000 }, attempt), this.#stopping.signal);
      }
    }
  }

  async #prune(): Promise<void> {
    const before = new Date(Date.now() - (this.options.retentionMs ?? THIRTY_DAYS));
    await intakeStore
      .prune(this.#pool, before)
      .catch((error: unknown) => this.#troubles.report('Old items could not be deleted', error));
  }
}
