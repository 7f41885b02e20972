import type { Queryable } from '@backhaul/event-store';
import { Injectable } from '@nestjs/common';

/** Every return that the adapter has heard of, also those that it only observes: what a backfill can choose from. */
@Injectable()
export class KnownReturns {
  /** Call it with every `ReturnInitiated` of a store, before it is decided whose return it is. */
  async note(tx: Queryable, known: { merchantId: string; returnId: string; initiatedAt: Date }): Promise<void> {
    const { merchantId, returnId, initiatedAt } = known;
    await tx.query(
      `INSERT INTO erp_kit.known_return (return_id, merchant_id, initiated_at) VALUES ($1, $2, $3)
       ON CONFLICT (return_id) DO NOTHING`,
      [returnId, merchantId, initiatedAt],
    );
  }
}
