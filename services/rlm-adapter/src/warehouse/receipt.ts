import type { PostedReceipt, ReceiptRules } from '@backhaul/erp-kit';
import type { Receipt, ReceiptLine } from '../rlm-return-authorization/receipt.js';

/** A receipt as the warehouse reported it, with the numbers on the box. */
export interface WarehouseReceipt extends PostedReceipt, Receipt {
  readonly lines: readonly ReceiptLine[];
  /** Null for a parcel that nobody announced. */
  readonly raNumber: string | null;
  readonly trackingNumber: string | null;
  /** The shop's name of the order. */
  readonly orderNumber: string | null;
}

/** A correction goes to the RA as the first receipt did: what it still changes is decided there. */
export const receiptRules: ReceiptRules<WarehouseReceipt> = {
  numbersOf: ({ raNumber, trackingNumber, orderNumber }) => ({
    ...(raNumber === null ? {} : { ra: raNumber }),
    ...(trackingNumber === null ? {} : { tracking: trackingNumber }),
    ...(orderNumber === null ? {} : { order: orderNumber }),
  }),
  lineText: ({ quantity, sku, barcode, condition }) =>
    `${quantity} × ${sku ?? barcode ?? 'unknown item'} (${condition})`,
  whenCorrected: null,
};

/**
 * As it goes to an RA, without the numbers on the box. `unexpected` on a blind one says no more than that the warehouse knew of no
 * RA: whether the goods are expected is seen on the RA that was found.
 */
export function receiptOf(taken: WarehouseReceipt): Receipt {
  const { raNumber, trackingNumber: _tracking, orderNumber: _order, ...receipt } = taken;
  if (raNumber !== null) return receipt;
  const lines = receipt.lines.map((line) => (line.exception === 'unexpected' ? { ...line, exception: null } : line));
  return { ...receipt, lines };
}
