import { systemClock, type Clock } from '@backhaul/contracts';
import type { Pool } from 'pg';
import { codeOf } from '../code-of.js';
import type { Logger } from '../logging/logger.js';
import type { SweepDefinition, SweepStatus } from './definition.js';
import type { LockSession } from './lock-session.js';
import { loadWatermark, saveWatermark } from './watermarks.js';

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 5 * 60_000;

export interface SweepLoopOptions {
  pool: Pool;
  locks: LockSession;
  definition: SweepDefinition;
  merchantId: string;
  log: Logger;
  clock?: Clock;
}

/** A sweep of one merchant: run, wait, run. Never two at once, in this process or in another. */
export class SweepLoop {
  readonly #options: SweepLoopOptions;
  readonly #clock: Clock;
  readonly #status: SweepStatus;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #current: Promise<void> | undefined;
  #again = false;
  #started = false;

  constructor(options: SweepLoopOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { definition, merchantId } = options;
    const never = { lastSuccessAt: null, lastFailureAt: null, failure: null, failures: 0 };
    this.#status = { sweep: definition.name, merchantId, running: false, ...never };
  }

  start(): void {
    this.#started = true;
    this.#schedule(0);
  }

  /** Runs as soon as possible; a wake during a run leads to one more run. */
  wake(): void {
    if (!this.#started) return;
    if (this.#current === undefined) this.#schedule(0);
    else this.#again = true;
  }

  async stop(): Promise<void> {
    this.#started = false;
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#current;
  }

  status(): SweepStatus {
    return { ...this.#status };
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#started) return;
    this.#timer = setTimeout(() => {
      this.#current = this.#turn();
    }, delayMs).unref();
  }

  async #turn(): Promise<void> {
    this.#again = false;
    this.#status.running = true;
    try {
      await this.#run();
      Object.assign(this.#status, { failures: 0, failure: null });
    } catch (error) {
      this.#failed(error);
    }
    this.#status.running = false;
    this.#current = undefined;
    this.#schedule(this.#delay());
  }

  async #run(): Promise<void> {
    const { pool, locks, definition, merchantId } = this.#options;
    const outcome = await locks.exclusively(`sweep:${definition.name}:${merchantId}`, async (lost) => {
      const signal = AbortSignal.any([this.#stopping.signal, lost]);
      const watermark = await loadWatermark(pool, definition.name, merchantId);
      // An abort that came while the mark was read would reach no listener of the run.
      signal.throwIfAborted();
      const next = await definition.run({ merchantId, watermark, signal });
      signal.throwIfAborted();
      if (next !== null) await saveWatermark(pool, definition.name, merchantId, next, this.#clock.now());
      return 'ran';
    });
    if (outcome === 'ran') this.#status.lastSuccessAt = this.#clock.now();
  }

  #failed(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    const { log, definition, merchantId } = this.#options;
    this.#status.failures += 1;
    this.#status.lastFailureAt = this.#clock.now();
    this.#status.failure = codeOf(error) ?? 'FAILED';
    log.warn({ err: error, sweep: definition.name, merchantId, failures: this.#status.failures }, 'sweep failed');
  }

  #delay(): number {
    if (this.#again) return 0;
    const { failures } = this.#status;
    if (failures === 0) return this.#options.definition.everyMs;
    return Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS);
  }
}
