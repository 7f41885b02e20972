import type { Money } from '@backhaul/money';

/** What is counted of an item on the RMA (contracts/aims360.md §4). The numbers grow; a correction by a person may lower them. */
export interface ItemQuantities {
  readonly received: number;
  readonly restocked: number;
  readonly seconds: number;
  readonly writtenOff: number;
  readonly missing: number;
}

/** One item of the RMA with its quantities. */
export interface RmaLine extends ItemQuantities {
  /** Style, colour and size in the pattern of SKUs: what tells an item from another in the ERP. */
  readonly sku: string;
  readonly barcode: string | null;
  readonly authorized: number;
}

/** The credit memo that Credit › Confirm made. */
export interface RmaCredit {
  readonly documentNumber: string;
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
  readonly total: Money;
  readonly merchandise: Money;
  readonly tax: Money;
  readonly freight: Money;
  readonly fee: Money;
}

/** An RMA as it was read at one moment, in our words. Times are ISO 8601, UTC, by the ERP's clock. */
export interface RmaSnapshot {
  readonly rmaId: string;
  readonly rmaNumber: string;
  readonly status: 'open' | 'credited' | 'void';
  /** Who made it: the vendor's own Loop link, a call, or a person; null where the ERP does not say. */
  readonly source: 'loop-link' | 'api' | 'person' | null;
  readonly warehouse: string | null;
  /** Where seconds go; null when the store has no such warehouse. */
  readonly secondsWarehouse: string | null;
  /** One per item. */
  readonly lines: readonly RmaLine[];
  readonly credit: RmaCredit | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * The line that a unit of the return is on. Shop and ERP share the barcode where there is one; the SKU pattern is the second
 * way (contracts/aims360.md §3.2), so that a barcode never loses against a SKU that happens to be the same.
 */
export function lineOf(
  { sku, barcode }: { sku: string | null; barcode: string | null },
  lines: readonly RmaLine[],
): RmaLine | undefined {
  const byBarcode = barcode === null ? undefined : lines.find((line) => line.barcode === barcode);
  return byBarcode ?? lines.find((line) => line.sku === sku);
}
