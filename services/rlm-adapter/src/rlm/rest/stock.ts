import type { EventData } from '@backhaul/contracts';
import type { VendorClient } from '@backhaul/vendor-http';
import type { z } from 'zod';
import type { VendorCall } from '../../vendor-call.js';
import { balance, warehouse } from './documents.js';
import { all } from './read.js';

type Levels = EventData<'InventoryExported'>['levels'];

/** As many SKUs are asked for one by one; for more the whole stock is read, page by page. */
const ONE_BY_ONE = 25;

/** What can be sold of each SKU at each location of the shop; several warehouses may stand behind one location. */
export async function readLevels(http: VendorClient, skus: readonly string[], call: VendorCall): Promise<Levels> {
  return skus.length === 0 ? [] : levelsOf(http, skus, await sellingLocations(http, call), call);
}

/** The same for every SKU that moved since then in a warehouse which the shop sells from; that very instant counts. */
export async function readChangedLevels(http: VendorClient, since: Date, call: VendorCall): Promise<Levels> {
  const locations = await sellingLocations(http, call);
  const moved = await all(http, '/inventory', balance, { updated_since: since.toISOString() }, call);
  const skus = moved.flatMap(({ sku, warehouse: number }) => (locations.has(number) ? [sku] : []));
  return skus.length === 0 ? [] : levelsOf(http, [...new Set(skus)], locations, call);
}

type Balance = z.infer<typeof balance>;
type Locations = ReadonlyMap<number, string>;

async function levelsOf(
  http: VendorClient,
  skus: readonly string[],
  locations: Locations,
  call: VendorCall,
): Promise<Levels> {
  if (skus.length <= ONE_BY_ONE) {
    const rows: Balance[] = [];
    for (const sku of skus) rows.push(...(await all(http, '/inventory', balance, { sku }, call)));
    return added(rows, new Set(skus), locations);
  }
  return added(await all(http, '/inventory', balance, {}, call), new Set(skus), locations);
}

function added(rows: readonly Balance[], skus: ReadonlySet<string>, locations: Locations): Levels {
  const levels = new Map<string, Levels[number]>();
  for (const { warehouse: number, sku, ats } of rows) {
    const locationId = locations.get(number);
    if (locationId === undefined || !skus.has(sku)) continue;
    const key = JSON.stringify([sku, locationId]);
    levels.set(key, { sku, locationId, available: (levels.get(key)?.available ?? 0) + ats });
  }
  return [...levels.values()];
}

/** Second-quality warehouses are never exported (contracts/rlm-and-3pl.md §6.9). */
async function sellingLocations(http: VendorClient, call: VendorCall): Promise<Locations> {
  const warehouses = await all(http, '/warehouses', warehouse, {}, call);
  return new Map(
    warehouses.flatMap(({ number, quality, shopify_location_id: location }) =>
      quality === 'FIRST' && location ? [[number, location] as const] : [],
    ),
  );
}
