import type { EventData } from '@backhaul/contracts';

type RecordedUnit = EventData<'ReceiptRecorded'>['units'][number];

/** What the warehouse says is wrong with a line (contracts/rlm-and-3pl.md §4.2). */
export type ReportedException =
  'damaged' | 'short' | 'over' | 'quality' | 'wrong-item' | 'rejected' | 'hold' | 'scrapped' | 'unexpected';

/** One line of a warehouse receipt: a quantity of one SKU in one condition. */
export interface ReceiptLine {
  /** Line of the RA; null when the warehouse names none. */
  readonly lineNo: number | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly quantity: number;
  readonly condition: RecordedUnit['condition'];
  readonly disposition: 'restock' | 'seconds' | 'quarantine' | 'hold' | 'dispose';
  readonly exception: ReportedException | null;
  readonly note: string | null;
}

/** A receipt as the warehouse reported it, in our words. */
export interface Receipt {
  readonly receiptId: string;
  /** Counts from 1; a correction comes under the same id with the next revision. */
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** The warehouse's code of the building. */
  readonly warehouse: string;
  /** No more units are expected for this RA. */
  readonly final: boolean;
  readonly lines: readonly ReceiptLine[];
}

/** One unit that came: as the others are told, and what else keeps it from being cleared (`put on hold …`). */
export interface TakenUnit extends RecordedUnit {
  readonly remark: string | null;
}
