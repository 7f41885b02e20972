import type { Product } from '../inventory/product.js';
import { levelAt, move } from '../inventory/stock.js';
import type { Shop } from '../state.js';
import type { News } from '../webhooks/announce.js';
import { stockNews } from '../webhooks/news.js';
import type { OrderLine } from './order.js';

/** The product with this SKU. Throws when the shop does not sell it. */
export function productBySku(shop: Shop, sku: string): Product {
  const product = shop.products.find((one) => one.sku === sku);
  if (product === undefined) throw new Error(`${shop.domain} sells no ${sku}`);
  return product;
}

/** The first location that has so many; the shop's first one when none has. */
export function locationWith(shop: Shop, product: Product, quantity: number): string {
  const stocked = shop.locations.find(({ id }) => availableAt(product, id) >= quantity);
  const location = stocked ?? shop.locations[0];
  if (location === undefined) throw new Error(`${shop.domain} has no location`);
  return location.id;
}

export const availableAt = (product: Product, locationId: string): number =>
  product.levels[locationId]?.quantities.available ?? 0;

/** Sets a line's units aside; what is not tracked has no stock. */
export function commit(shop: Shop, line: OrderLine, now: Date): News[] {
  const product = productBySku(shop, line.sku);
  if (!product.tracked) return [];
  levelAt(product, line.locationId, now);
  move(product, line.locationId, { available: -line.quantity, committed: line.quantity }, now);
  return [stockNews(shop, product, line.locationId, now)];
}
