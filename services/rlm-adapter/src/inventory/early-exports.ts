import type { Queryable } from '@backhaul/event-store';
import { returnAuthorizations } from '../return-authorizations.js';
import type { Ahead } from './shop-refunds.js';

/** Tells every return whose restock in the shop an export has undone; refunds that no return has named yet have nobody to tell. */
export async function recordEarly(
  tx: Queryable,
  merchantId: string,
  ahead: readonly Ahead[],
  causationId: string,
  at: Date,
): Promise<void> {
  for (const refundId of new Set(ahead.map((one) => one.refundId))) {
    const own = ahead.filter((one) => one.refundId === refundId);
    const returnId = own[0]?.returnId ?? null;
    if (returnId === null) continue;
    const skus = own.map(({ sku }) => sku);
    const { rows } = await tx.query(
      'SELECT partition_key AS "partitionKey" FROM rlm.shop_refund WHERE merchant_id = $1 AND refund_id = $2',
      [merchantId, refundId],
    );
    const [filed] = rows as { partitionKey: string }[];
    if (filed === undefined) continue;
    const cause = { merchantId, subject: returnId, ...filed, correlationId: returnId, causationId };
    await returnAuthorizations.execute(
      tx,
      returnId,
      { kind: 'RecordEarlyExport', returnId, refundId, skus, at },
      cause,
    );
  }
}
