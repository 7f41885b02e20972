import type { Queryable } from '@backhaul/event-store';
import { returnAuthorizations } from '../return-authorizations.js';
import { shopRefunds } from './shop-refunds.js';

/** An export after a refund's import that waits, because it would undo what the shop restocked by another refund. */
export interface HeldExport {
  readonly merchantId: string;
  readonly refundId: string;
  readonly returnId: string;
  readonly partitionKey: string;
  readonly skus: readonly string[];
}

/** What waits to be exported. */
export const heldExports = {
  /**
   * One after the other per merchant: an import that ends while an export is put aside must not miss it. Taken before anything is
   * appended in the transaction, so that no two wait for each other.
   */
  async turn(tx: Queryable, merchantId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('held-exports:' || $1, 0))`, [merchantId]);
  },

  async put(
    tx: Queryable,
    { merchantId, refundId, returnId, partitionKey, skus }: HeldExport,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO rlm.held_export (merchant_id, refund_id, return_id, partition_key, skus, held_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (merchant_id, refund_id) DO UPDATE SET skus = excluded.skus`,
      [merchantId, refundId, returnId, partitionKey, skus, at],
    );
  },

  async ofMerchant(tx: Queryable, merchantId: string): Promise<HeldExport[]> {
    const { rows } = await tx.query(
      `SELECT merchant_id AS "merchantId", refund_id AS "refundId", return_id AS "returnId",
         partition_key AS "partitionKey", skus
       FROM rlm.held_export WHERE merchant_id = $1 ORDER BY held_at, refund_id LIMIT 500`,
      [merchantId],
    );
    return rows as HeldExport[];
  },

  /** Reads the stock again for every export that nothing keeps any more; gives how many. In its `turn`. `causationId`: what set them free. */
  async release(tx: Queryable, merchantId: string, causationId: string, at: Date): Promise<number> {
    let released = 0;
    for (const held of await heldExports.ofMerchant(tx, merchantId)) {
      const { refundId, returnId, partitionKey, skus } = held;
      const ahead = await shopRefunds.ahead(tx, merchantId, skus, { now: at, except: returnId });
      if (ahead.length > 0) continue;
      await tx.query('DELETE FROM rlm.held_export WHERE merchant_id = $1 AND refund_id = $2', [merchantId, refundId]);
      const cause = { merchantId, subject: returnId, partitionKey, correlationId: returnId, causationId };
      await returnAuthorizations.execute(tx, returnId, { kind: 'ReleaseStock', returnId, refundId, at }, cause);
      released += 1;
    }
    return released;
  },
};
