import { sameExternalId } from '../external-id.js';
import { RlmRefusal } from '../refusal.js';
import type { Company } from '../state.js';
import type { Item, Warehouse } from './entities.js';

/** How a line names its SKU: by SKU, by UPC, or by style, colour, size and length. */
export interface SkuRef {
  sku: string | null;
  upc: string | null;
  style: string | null;
  color: string | null;
  size: string | null;
  length: string | null;
}

const sameGarment = (item: Item, ref: SkuRef): boolean =>
  item.style === ref.style &&
  item.color === ref.color &&
  item.size === ref.size &&
  (ref.length === null || item.length === ref.length);

export const itemFor = (company: Company, ref: SkuRef): Item | undefined =>
  company.items.find((item) => ref.sku !== null && item.sku === ref.sku) ??
  company.items.find((item) => ref.upc !== null && (item.upc ?? item.sku) === ref.upc) ??
  company.items.find((item) => ref.sku === null && ref.upc === null && sameGarment(item, ref));

/** Says what is wrong with a line's SKU in the texts really observed (contracts/rlm-and-3pl.md §8). Throws 422. */
export const requireItem = (company: Company, ref: SkuRef, line: number): Item => {
  const item = itemFor(company, ref);
  const wrong = (text: string): RlmRefusal => new RlmRefusal('VALIDATION', `${text} on Line ${line}`, line);
  if (item === undefined && ref.style !== null) {
    const ofStyle = company.items.filter((each) => each.style === ref.style);
    if (ofStyle.length > 0 && !ofStyle.some((each) => each.color === ref.color)) throw wrong('Invalid Color');
    if (ofStyle.length > 0) throw wrong('Invalid Size');
  }
  if (item === undefined) throw wrong('Invalid SKU Number');
  if (ref.style !== null && item.style !== ref.style) throw wrong('SKU Number Does Not Match With Style Passed');
  return item;
};

/** Throws 422 `Invalid Warehouse`. */
export const requireWarehouse = (company: Company, number: number): Warehouse => {
  const warehouse = company.warehouses.find((each) => each.number === number);
  if (warehouse === undefined) throw new RlmRefusal('VALIDATION', 'Invalid Warehouse');
  return warehouse;
};

export const warehouseAtLocation = (company: Company, locationId: string | null): Warehouse | undefined =>
  company.warehouses.find((each) => sameExternalId(each.shopify_location_id, locationId));
