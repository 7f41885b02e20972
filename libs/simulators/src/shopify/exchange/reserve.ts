import { availableAt, productBySku } from '../orders/stock-of-order.js';
import type { Shop } from '../state.js';
import type { ExchangeItem } from './exchange-lines.js';

/** An item with the location that has it. */
export interface Reserved extends ExchangeItem {
  locationId: string;
}

/** Finds a location for each unit, without taking one twice; what is not tracked is always there. */
export function reserve(shop: Shop, items: ExchangeItem[]): { reserved: Reserved[]; outOfStock: string[] } {
  const reserved: Reserved[] = [];
  const outOfStock: string[] = [];
  for (const item of items) {
    const product = productBySku(shop, item.sku);
    const taken = (locationId: string): number =>
      reserved.filter((one) => one.sku === item.sku && one.locationId === locationId).length;
    const location = shop.locations.find(({ id }) => !product.tracked || availableAt(product, id) > taken(id));
    if (location === undefined) outOfStock.push(item.ref);
    else reserved.push({ ...item, locationId: location.id });
  }
  return { reserved, outOfStock };
}
