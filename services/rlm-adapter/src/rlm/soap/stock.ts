import type { EventData } from '@backhaul/contracts';
import type { SoapSection } from '../../config.js';
import type { VendorCall } from '../../vendor-call.js';
import { inventoryRow, namesOf } from './rows.js';
import type { SoapServices } from './services.js';

type Levels = EventData<'InventoryExported'>['levels'];

/**
 * What can be sold of each SKU at each location of the shop. The API has no warehouses, so which of them sell, and where, stands in
 * the configuration; second-quality ones are never asked (contracts/rlm-and-3pl.md §6.9).
 */
export async function readLevels(
  services: SoapServices,
  { warehouses }: SoapSection,
  skus: readonly string[],
  call: VendorCall,
): Promise<Levels> {
  const levels = new Map<string, Levels[number]>();
  for (const { number, quality, locationId } of warehouses) {
    if (quality !== 'first' || locationId === undefined) continue;
    for (const { names, ats } of await stockOf(services, number, call)) {
      const sku = skus.find((wanted) => names.includes(wanted));
      if (sku === undefined) continue;
      const key = JSON.stringify([sku, locationId]);
      levels.set(key, { sku, locationId, available: (levels.get(key)?.available ?? 0) + ats });
    }
  }
  return [...levels.values()];
}

async function stockOf(
  services: SoapServices,
  warehouse: number,
  call: VendorCall,
): Promise<{ names: readonly string[]; ats: number }[]> {
  const rows = await services.read('Item.getInventory', { WAREHOUSE: warehouse }, inventoryRow, call);
  return rows.flatMap((row) =>
    row.SIZES.map((size, index) => ({ names: namesOf(row, size, row.UPCS[index] ?? null), ats: row.ATS[index] ?? 0 })),
  );
}
