import type { PostedLine, PostedReceipt, ReceiptRules } from '@backhaul/erp-kit';

/** A receipt as a warehouse posted it to us, in our words except for what becomes of the goods. */
export interface WarehouseReceipt extends PostedReceipt {
  /** Numbers on the box: of the RMA, of the return, of the parcel. */
  readonly rmaNumber: string | null;
  readonly externalReturnId: string | null;
  readonly trackingNumber: string | null;
  readonly lines: readonly ReceiptLine[];
}

/** Units of one item that the warehouse did the same with. */
export interface ReceiptLine extends PostedLine {
  /** The warehouse's word for what becomes of them. */
  readonly disposition: string;
  /** In the warehouse's words. */
  readonly note: string | null;
}

/** What is booked in AIMS360 is not booked again by itself. */
export const receiptRules = {
  numbersOf: ({ rmaNumber, externalReturnId, trackingNumber }) => ({
    ...(rmaNumber === null ? {} : { rma: rmaNumber }),
    ...(externalReturnId === null ? {} : { return: externalReturnId }),
    ...(trackingNumber === null ? {} : { tracking: trackingNumber }),
  }),
  lineText: ({ quantity, sku, barcode, disposition }) =>
    `${quantity} × ${sku ?? barcode ?? 'unknown item'} ${disposition}`,
  whenCorrected: 'Compare what is booked on the RMA with the correction, and put it right in AIMS360.',
} satisfies ReceiptRules<WarehouseReceipt>;
