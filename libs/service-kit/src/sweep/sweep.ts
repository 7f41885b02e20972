import type { Clock } from '@backhaul/contracts';
import type { Pool } from 'pg';
import type { Logger } from '../logging/logger.js';
import type { SweepDefinition, SweepStatus } from './definition.js';
import type { LockSession } from './lock-session.js';
import { SweepLoop } from './sweep-loop.js';

/**
 * A job that repeats for each of its merchants on their own: one merchant's failing vendor does not hold up the others.
 * Never overlaps itself, in one process or across replicas. Backs off after failures. Its watermark is durable.
 */
export class Sweep {
  readonly name: string;
  readonly #loops: readonly SweepLoop[];

  constructor(options: { pool: Pool; locks: LockSession; definition: SweepDefinition; log: Logger; clock?: Clock }) {
    const { definition, ...rest } = options;
    this.name = definition.name;
    this.#loops = definition.merchants.map((merchantId) => new SweepLoop({ ...rest, definition, merchantId }));
  }

  start(): void {
    for (const loop of this.#loops) loop.start();
  }

  /** Runs as soon as possible for every merchant; a wake during a run leads to one more run. */
  wake(): void {
    for (const loop of this.#loops) loop.wake();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.stop()));
  }

  status(): SweepStatus[] {
    return this.#loops.map((loop) => loop.status());
  }
}
