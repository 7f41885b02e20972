import { nextNumber } from '../ids.js';
import { postTxn } from '../inventory/ledger.js';
import type { Company } from '../state.js';
import type { Item } from './entities.js';

/** An item as a launcher seeds it. `openingStock` is by warehouse number. */
export interface NewItem {
  style: string;
  color: string;
  size: string;
  length?: string;
  fabric?: string;
  /** Default `STYLE-COLOR-SIZE` (and `-LENGTH`). */
  sku?: string;
  upc?: string;
  /** Default: the first division. */
  division?: number;
  description?: string;
  openingStock?: Record<string, number>;
}

/** One internal number per style; its colours and sizes share it (contracts/rlm-and-3pl.md §2.1). */
const internalNumber = (company: Company, style: string): number =>
  company.items.find((item) => item.style === style)?.internal_sku_number ?? nextNumber(company, 'sku');

/** Adds the item; one that is already there stays as it is, so that a launcher may seed again after a restart. */
export const addItem = (company: Company, input: NewItem, now: Date): Item => {
  const { style, color, size } = input;
  const parts = [style, color, size, ...(input.length === undefined ? [] : [input.length])];
  const sku = input.sku ?? parts.join('-');
  const existing = company.items.find((item) => item.sku === sku);
  if (existing !== undefined) return existing;
  const internal_sku_number = internalNumber(company, style);
  const item: Item = {
    division: input.division ?? company.divisions[0]?.number ?? 0,
    season_code: 'P',
    season_year: '26',
    internal_sku_number,
    style,
    fabric: input.fabric ?? null,
    length: input.length ?? null,
    color,
    size,
    sku_color: `${String(internal_sku_number).padStart(7, '0')}${color}`,
    sku,
    upc: input.upc ?? null,
    description: input.description ?? style,
    updated_at: now.toISOString(),
  };
  company.items.push(item);
  for (const [warehouse, quantity] of Object.entries(input.openingStock ?? {})) {
    const entry = { type: 'ADJUST' as const, warehouse: Number(warehouse), sku: item.sku, qty: quantity };
    postTxn(company, { ...entry, source_doc: 'OPENING' }, now);
  }
  return item;
};
