import type { Kernel } from '../../kernel/index.js';
import type { Shop, ShopifyState } from '../state.js';
import { changeStock } from './change-stock.js';
import type { Product } from './product.js';

/** Stocktaking by a person: so many are available at this location now. Throws on an unknown location. */
export function setStock(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  { inventoryItemId, levels }: Product,
  location: string,
  available: number,
): void {
  const found = shop.locations.find(({ name }) => name === location);
  if (found === undefined) throw new Error(`${shop.domain} has no location ${location}`);
  const delta = available - (levels[found.id]?.quantities.available ?? 0);
  changeStock(kernel, shop, { reason: 'correction', referenceDocumentUri: null }, [
    { inventoryItemId, locationId: found.id, name: 'available', delta, ledgerDocumentUri: null },
  ]);
}
