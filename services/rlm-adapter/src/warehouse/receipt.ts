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

/** Without the numbers on the box: as it goes to an RA. */
export function receiptOf({
  raNumber: _ra,
  trackingNumber: _tracking,
  orderNumber: _order,
  ...receipt
}: WarehouseReceipt): Receipt {
  return receipt;
}
