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

/** How a line is told from another: by barcode, else by SKU. */
export function itemKey(item: { sku: string | null; barcode: string | null }): string {
  return item.barcode ?? item.sku ?? '';
}
