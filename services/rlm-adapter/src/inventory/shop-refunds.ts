import type { EventData } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';

/** A refund that no return has named by then is not one that RLM will get, so nothing waits for it any longer. */
const UNNAMED_MS = 3_600_000;

/** A SKU that the shop has restocked by a refund that RLM does not have yet. */
export interface Ahead {
  readonly sku: string;
  readonly refundId: string;
  /** The return that named the refund; null until one does. */
  readonly returnId: string | null;
}

interface Filed {
  readonly merchantId: string;
  readonly partitionKey: string;
}

/** The refunds of the shop, and whether RLM has taken them in. */
export const shopRefunds = {
  async seen(tx: Queryable, { merchantId, partitionKey }: Filed, refund: EventData<'RefundRecorded'>): Promise<void> {
    await tx.query(
      `INSERT INTO rlm.shop_refund (merchant_id, refund_id, partition_key, created_at, skus) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (merchant_id, refund_id) DO UPDATE SET created_at = excluded.created_at, skus = excluded.skus`,
      [merchantId, refund.refundId, partitionKey, refund.createdAt, restockedIn(refund)],
    );
  },

  /** A return says that these are its refunds, so they will be imported. */
  async named(tx: Queryable, { merchantId, partitionKey }: Filed, returnId: string, ids: readonly string[]) {
    await tx.query(
      `INSERT INTO rlm.shop_refund (merchant_id, refund_id, partition_key, return_id)
       SELECT $1, id, $2, $3 FROM unnest($4::text[]) AS id ORDER BY id
       ON CONFLICT (merchant_id, refund_id) DO UPDATE SET return_id = excluded.return_id`,
      [merchantId, partitionKey, returnId, ids],
    );
  },

  /** RLM has it, or never will: a person accepted that. */
  async done(tx: Queryable, merchantId: string, refundId: string, at: Date): Promise<void> {
    await tx.query('UPDATE rlm.shop_refund SET done_at = $3 WHERE merchant_id = $1 AND refund_id = $2', [
      merchantId,
      refundId,
      at,
    ]);
  },

  /** Which of these SKUs RLM's figures lack, for their restock in the shop; those of the return itself follow with its import. */
  async ahead(
    tx: Queryable,
    merchantId: string,
    skus: readonly string[],
    { now, except = null }: { now: Date; except?: string | null },
  ): Promise<Ahead[]> {
    const { rows } = await tx.query(
      `SELECT sku, refund_id AS "refundId", return_id AS "returnId"
       FROM rlm.shop_refund AS refund, unnest(refund.skus) AS sku
       WHERE merchant_id = $1 AND done_at IS NULL AND refund.skus && $2::text[] AND sku = ANY($2)
         AND return_id IS DISTINCT FROM coalesce($4, '')
         AND (return_id IS NOT NULL OR (created_at > $3::timestamptz AND EXISTS (
           SELECT FROM order_family.member WHERE member.partition_key = refund.partition_key)))
       ORDER BY sku, refund_id`,
      [merchantId, skus, new Date(now.getTime() - UNNAMED_MS), except],
    );
    return rows as Ahead[];
  },
};

/** Why figures are not exported yet. */
export function heldBecause(ahead: readonly Ahead[]): string {
  const refunds = [...new Set(ahead.map(({ refundId }) => refundId))].join(', ');
  return `Held back: the shop has restocked it by refund ${refunds}, which RLM does not have yet`;
}

/** What the shop put on its shelves by itself, to be sold again at once. */
function restockedIn({ lines }: EventData<'RefundRecorded'>): string[] {
  const restocked = lines.filter(({ restockType }) => restockType === 'return' || restockType === 'legacy-restock');
  return [...new Set(restocked.flatMap(({ sku }) => sku ?? []))].sort();
}
