/** Units of one item in a box. */
export interface PostedLine {
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly quantity: number;
}

/** What every receipt of a warehouse says, whatever else an adapter keeps of it. */
export interface PostedReceipt {
  /** The warehouse's own number: the same one is the same receipt. */
  readonly receiptId: string;
  /** A correction has a higher one. */
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly warehouse: string;
  readonly lines: readonly PostedLine[];
}

/** How an adapter speaks of its receipts to a person, and what it does about corrections. */
export interface ReceiptRules<R extends PostedReceipt> {
  /** The numbers by which it may find its return. */
  numbersOf(receipt: R): Record<string, string>;
  /** `2 × RIDGE-PINE-M RESTOCK` */
  lineText(line: R['lines'][number]): string;
  /** What a person does about a correction that comes after the receipt was handed over; null: it is handed over as well. */
  readonly whenCorrected: string | null;
}

/** What a person decided about goods that belong to no return. */
export const goodsOutcomes = ['accepted', 'disposed', 'sent-back'] as const;
export type GoodsOutcome = (typeof goodsOutcomes)[number];
