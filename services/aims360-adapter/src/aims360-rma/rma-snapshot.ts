import type { Money } from '@backhaul/money';

/** Quantities of one item on the RMA; they only ever grow (contracts/aims360.md §4). */
export interface RmaLine {
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly authorized: number;
  readonly received: number;
  readonly restocked: number;
  readonly seconds: number;
  readonly writtenOff: number;
  readonly missing: number;
}

/** The credit memo that Credit › Confirm made. */
export interface RmaCredit {
  readonly documentNumber: string;
  readonly issuedAt: Date;
  readonly total: Money;
  readonly merchandise: Money;
  readonly tax: Money;
  readonly freight: Money;
  readonly fee: Money;
}

/** An RMA as it was read at one moment, in our words. */
export interface RmaSnapshot {
  readonly rmaId: string;
  readonly rmaNumber: string;
  readonly status: 'open' | 'credited' | 'void';
  readonly warehouse: string | null;
  /** Where seconds go; null when the store has no such warehouse. */
  readonly secondsWarehouse: string | null;
  readonly lines: readonly RmaLine[];
  readonly credit: RmaCredit | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface Item {
  readonly sku: string | null;
  readonly barcode: string | null;
}

/** The shop and the ERP share the barcode where there is one; the SKU pattern is the second way (contracts/aims360.md §3.2). */
export function isSameItem(left: Item, right: Item): boolean {
  const sameBarcode = left.barcode !== null && left.barcode === right.barcode;
  return sameBarcode || (left.sku !== null && left.sku === right.sku);
}

/** How a line is told from another: by barcode, else by SKU. */
export function itemKey(item: Item): string {
  return item.barcode ?? item.sku ?? '';
}
