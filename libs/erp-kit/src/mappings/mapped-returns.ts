import { Transactions, type SweepRun } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { ErpAdapter } from '../adapter.js';
import { wordsOf } from '../words-of.js';
import { Background } from '../work-off/background.js';
import { workOff } from '../work-off/work-off.js';
import { unmapped } from './unmapped.js';

/**
 * Lets returns go on whose key was mapped. What decides is the entry and the waiting row, never a signal between them: a
 * return that began to wait while its key was being mapped, or a process that died in between, is found by the sweep.
 */
@Injectable()
export class MappedReturns {
  constructor(
    private readonly adapter: ErpAdapter,
    private readonly pool: Pool,
    private readonly transactions: Transactions,
    private readonly background: Background,
  ) {}

  /** Call it after the commit. */
  soon(merchantId: string): void {
    this.background.start('returns whose key was mapped', (signal) => this.run({ merchantId, signal }));
  }

  async run({ merchantId, signal }: Pick<SweepRun, 'merchantId' | 'signal'>): Promise<void> {
    const defaulted = this.adapter.tables.flatMap((table) =>
      table.defaultOf?.(merchantId) === undefined ? [] : [table.name],
    );
    // One that waits for the same key again is not taken up a second time in one run.
    const { rows } = await this.pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const cutoff = rows[0]?.now ?? new Date(0);
    await workOff(
      this.transactions,
      {
        take: (tx) => unmapped.take(tx, merchantId, defaulted, cutoff),
        work: (tx, waiting) => this.adapter.onMapped(tx, waiting),
        postpone: (waiting, error) => unmapped.postpone(this.pool, waiting, wordsOf(error)),
      },
      signal,
    );
  }
}
