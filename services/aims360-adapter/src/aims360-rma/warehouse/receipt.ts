/** What becomes of a unit that came; missing: it did not come, and will not. */
export type Disposition = 'restock' | 'seconds' | 'write-off' | 'missing';

/** One unit as the warehouse saw it. */
export interface PostedUnit {
  /** The unit of the return, where the warehouse names it. */
  readonly unitId: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly disposition: Disposition;
  /** In the warehouse's words. */
  readonly note: string | null;
}

/** A receipt that a warehouse or a person posted to us. */
export interface PostedReceipt {
  /** The warehouse's own number: the same one is the same receipt. */
  readonly receiptId: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** Who posted it. */
  readonly by: string;
  readonly units: readonly PostedUnit[];
}

export const receiveRmaEffect = 'aims360.receive-rma';

/** A receipt as it shall be booked on the RMA. Its reference is what keeps it one (contracts/aims360.md §4.2). */
export interface ReceiptDraft {
  readonly returnId: string;
  readonly externalReturnId: string;
  readonly customerAccount: string;
  readonly receiptReference: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** Items with their quantities; where each goes, by the code of the warehouse. */
  readonly lines: readonly {
    readonly sku: string | null;
    readonly barcode: string | null;
    readonly quantity: number;
    readonly disposition: Disposition;
    readonly warehouseCode: string;
  }[];
}

/** For the person who receives it by hand. */
export const receiptValues = (draft: ReceiptDraft): Record<string, string> => ({
  return: draft.externalReturnId,
  reference: draft.receiptReference,
  items: draft.lines
    .map(({ sku, barcode, quantity, disposition, warehouseCode }) =>
      disposition === 'missing'
        ? `${quantity} ${sku ?? barcode ?? '?'} missing`
        : `${quantity} ${sku ?? barcode ?? '?'} ${disposition} in ${warehouseCode}`,
    )
    .join(', '),
});
