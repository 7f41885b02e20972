import type { EventData } from '@backhaul/contracts';

type Condition = EventData<'ReceiptRecorded'>['units'][number]['condition'];

/** One line of a warehouse receipt: a quantity of one SKU in one condition. */
export interface ReceiptLine {
  /** Line of the RA; null for an item that nobody announced. */
  readonly lineNo: number | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly quantity: number;
  readonly condition: Condition;
  readonly disposition: 'restock' | 'seconds' | 'quarantine' | 'hold' | 'dispose';
  readonly wrongItem: boolean;
  readonly note: string | null;
}

/** A receipt as the warehouse reported it, in our words. */
export interface Receipt {
  readonly receiptId: string;
  /** Counts from 1; a correction comes under the same id with the next revision. */
  readonly revision: number;
  readonly receivedAt: Date;
  readonly warehouse: string;
  /** No more units are expected for this RA. */
  readonly final: boolean;
  readonly lines: readonly ReceiptLine[];
}
