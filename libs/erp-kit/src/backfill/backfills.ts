import { Transactions, type SweepRun } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { ErpAdapter } from '../adapter.js';
import { wordsOf } from '../words-of.js';
import { Background } from '../work-off/background.js';
import { workOff } from '../work-off/work-off.js';
import { backfillRows } from './backfill-rows.js';

/** Works off what backfills asked for, return by return. A process that dies goes on where it was. */
@Injectable()
export class Backfills {
  constructor(
    private readonly adapter: ErpAdapter,
    private readonly pool: Pool,
    private readonly transactions: Transactions,
    private readonly background: Background,
  ) {}

  /** Call it after the commit. */
  soon(merchantId: string): void {
    this.background.start('backfill', (signal) => this.run({ merchantId, signal }));
  }

  async run({ merchantId, signal }: Pick<SweepRun, 'merchantId' | 'signal'>): Promise<void> {
    await workOff(
      this.transactions,
      {
        take: (tx) => backfillRows.take(tx, merchantId),
        work: async (tx, item) => backfillRows.end(tx, item, await this.adapter.admit(tx, item.returnId, item)),
        postpone: (item, error) => backfillRows.postpone(this.pool, item, wordsOf(error)),
      },
      signal,
    );
  }
}
