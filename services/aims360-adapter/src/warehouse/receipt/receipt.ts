/** A receipt as a warehouse posted it to us, in our words except for what becomes of the goods. */
export interface WarehouseReceipt {
  /** The warehouse's own number: the same one is the same receipt. */
  readonly receiptId: string;
  /** A correction has a higher one. */
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly warehouse: string;
  /** Numbers on the box: of the RMA, of the return, of the parcel. */
  readonly rmaNumber: string | null;
  readonly externalReturnId: string | null;
  readonly trackingNumber: string | null;
  readonly lines: readonly ReceiptLine[];
}

/** Units of one item that the warehouse did the same with. */
export interface ReceiptLine {
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly quantity: number;
  /** The warehouse's word for what becomes of them. */
  readonly disposition: string;
  /** In the warehouse's words. */
  readonly note: string | null;
}

/** `2 × RIDGE-PINE-M RESTOCK`, for a person. */
export const lineText = ({ quantity, sku, barcode, disposition }: ReceiptLine): string =>
  `${quantity} × ${sku ?? barcode ?? 'unknown item'} ${disposition}`;

/** The numbers by which it may find its return, for a person. */
export function numbersOf({ rmaNumber, externalReturnId, trackingNumber }: WarehouseReceipt): Record<string, string> {
  return {
    ...(rmaNumber === null ? {} : { rma: rmaNumber }),
    ...(externalReturnId === null ? {} : { return: externalReturnId }),
    ...(trackingNumber === null ? {} : { tracking: trackingNumber }),
  };
}
