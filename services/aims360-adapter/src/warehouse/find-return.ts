import type { Queryable } from '@backhaul/event-store';
import type { WarehouseReceipt } from './receipt.js';

type Numbers = Pick<WarehouseReceipt, 'rmaNumber' | 'externalReturnId' | 'trackingNumber'>;

/** The one return that the numbers on a box belong to; null when none is known, or they name several: it is never guessed. */
export async function findReturn(tx: Queryable, merchantId: string, numbers: Numbers): Promise<string | null> {
  const { rmaNumber, externalReturnId, trackingNumber } = numbers;
  const { rows } = await tx.query(
    `SELECT return_id FROM aims360.rma WHERE merchant_id = $1 AND rma_number = $2
     UNION SELECT return_id FROM aims360.rma WHERE merchant_id = $1 AND external_return_id = $3
     UNION SELECT return_id FROM aims360.parcel JOIN aims360.rma USING (merchant_id, return_id)
       WHERE merchant_id = $1 AND tracking_number = $4`,
    [merchantId, rmaNumber, externalReturnId, trackingNumber],
  );
  const [first, second] = rows as { return_id: string }[];
  return first === undefined || second !== undefined ? null : first.return_id;
}
