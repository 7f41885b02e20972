import { locationById, productByItem } from '../gid.js';
import { quantityOf } from '../inventory/stock.js';
import type { Shop } from '../state.js';

export interface InventoryUserError {
  code: string | null;
  field: string[] | null;
  message: string;
}

/** A row of either mutation, with plain ids. */
export interface Row {
  inventoryItemId: string;
  locationId: string;
  /** What the client believes is there; null = it does not care. */
  changeFromQuantity: number | null;
}

const REASONS = new Set(
  (
    'correction cycle_count_available damaged movement_canceled movement_created movement_received movement_updated other ' +
    'promotion quality_control received reservation_created reservation_deleted reservation_updated restock safety_stock shrinkage'
  ).split(' '),
);

/** Refusals that concern the whole input. */
export function inputErrors(input: { reason: string; referenceDocumentUri?: string | null }): InventoryUserError[] {
  const errors: InventoryUserError[] = [];
  if (!REASONS.has(input.reason)) {
    errors.push({ code: 'INVALID_REASON', field: ['input', 'reason'], message: 'The specified reason is invalid.' });
  }
  const uri = input.referenceDocumentUri ?? null;
  if (uri !== null && !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(uri)) {
    const message = 'The specified reference document is invalid.';
    errors.push({ code: 'INVALID_REFERENCE_DOCUMENT', field: ['input', 'referenceDocumentUri'], message });
  }
  return errors;
}

/** Refusals of one row: unknown item or place, or a quantity that has moved since the client looked. */
export function rowErrors(shop: Shop, name: string, list: string, rows: Row[]): InventoryUserError[] {
  return rows.flatMap((row, index) => {
    const at = (member: string): string[] => ['input', list, String(index), member];
    const product = productByItem(shop, row.inventoryItemId);
    if (product === undefined) {
      const message = 'The specified inventory item could not be found.';
      return [{ code: 'INVALID_INVENTORY_ITEM', field: at('inventoryItemId'), message }];
    }
    if (locationById(shop, row.locationId) === undefined) {
      const message = 'The specified location could not be found.';
      return [{ code: 'INVALID_LOCATION', field: at('locationId'), message }];
    }
    const level = product.levels[row.locationId];
    const there = level === undefined ? 0 : quantityOf(level, name);
    if (row.changeFromQuantity === null || row.changeFromQuantity === there) return [];
    const message = 'The changeFromQuantity argument no longer matches the persisted quantity.';
    return [{ code: 'CHANGE_FROM_QUANTITY_STALE', field: at('changeFromQuantity'), message }];
  });
}

/** The same item at the same place may be named once. */
export function duplicateErrors(list: string, rows: Row[]): InventoryUserError[] {
  const seen = new Set<string>();
  return rows.flatMap(({ inventoryItemId, locationId }, index) => {
    const pair = `${inventoryItemId}/${locationId}`;
    const first = !seen.has(pair);
    seen.add(pair);
    if (first) return [];
    const message = 'The combination of inventoryItemId and locationId must be unique.';
    return [{ code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR', field: ['input', list, String(index)], message }];
  });
}
