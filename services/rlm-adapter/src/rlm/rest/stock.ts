import type { EventData } from '@backhaul/contracts';
import type { VendorClient } from '@backhaul/vendor-http';
import type { VendorCall } from '../../vendor-call.js';
import { balance, warehouse } from './documents.js';
import { all } from './read.js';

type Levels = EventData<'InventoryExported'>['levels'];

/** What can be sold of each SKU at each location of the shop; several warehouses may stand behind one location. */
export async function readLevels(http: VendorClient, skus: readonly string[], call: VendorCall): Promise<Levels> {
  const locations = await sellingLocations(http, call);
  const levels = new Map<string, Levels[number]>();
  for (const sku of skus) {
    for (const row of await all(http, '/inventory', balance, { sku }, call)) {
      const locationId = locations.get(row.warehouse);
      if (locationId === undefined || row.sku !== sku) continue;
      const key = JSON.stringify([sku, locationId]);
      levels.set(key, { sku, locationId, available: (levels.get(key)?.available ?? 0) + row.ats });
    }
  }
  return [...levels.values()];
}

/** Second-quality warehouses are never exported (contracts/rlm-and-3pl.md §6.9). */
async function sellingLocations(http: VendorClient, call: VendorCall): Promise<ReadonlyMap<number, string>> {
  const warehouses = await all(http, '/warehouses', warehouse, {}, call);
  return new Map(
    warehouses.flatMap(({ number, quality, shopify_location_id: location }) =>
      quality === 'FIRST' && location ? [[number, location] as const] : [],
    ),
  );
}
