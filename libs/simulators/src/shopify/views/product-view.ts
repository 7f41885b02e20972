import { padded } from '../decimals.js';
import { gid, levelGid, locationById } from '../gid.js';
import { connection, type PageArgs } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { idOf } from '../gid.js';
import type { Product } from '../inventory/product.js';
import { quantityOf } from '../inventory/stock.js';
import type { Location } from '../state.js';
import { seconds } from '../times.js';

export const locationView = (location: Location) => ({
  id: gid('Location', location.id),
  legacyResourceId: location.id,
  name: location.name,
  isActive: true,
});

export const productView = (product: Product) => ({
  id: gid('Product', product.productId),
  legacyResourceId: product.productId,
  title: product.title,
});

/** A variant; its inventory item is resolved only when asked for, as each leads back to the other. */
export const variantView = (context: Context, product: Product): object => ({
  id: gid('ProductVariant', product.variantId),
  legacyResourceId: product.variantId,
  title: 'Default Title',
  sku: product.sku,
  barcode: product.barcode,
  price: padded(product.price, context.shop.currency),
  product: productView(product),
  inventoryItem: () => itemView(context, product),
});

export const itemView = (context: Context, product: Product): object => ({
  id: gid('InventoryItem', product.inventoryItemId),
  legacyResourceId: product.inventoryItemId,
  sku: product.sku,
  tracked: product.tracked,
  variant: () => variantView(context, product),
  inventoryLevel: ({ locationId }: { locationId: string }) => levelView(context, product, idOf('Location', locationId)),
  inventoryLevels: (args: PageArgs) =>
    connection(Object.keys(product.levels), args, (locationId) => levelView(context, product, locationId)),
});

/** A level, or null where the item is not stocked. */
export function levelView(context: Context, product: Product, locationId: string): object | null {
  const level = product.levels[locationId];
  const location = locationById(context.shop, locationId);
  if (level === undefined || location === undefined) return null;
  return {
    id: levelGid(product.inventoryItemId, locationId),
    item: () => itemView(context, product),
    location: locationView(location),
    isActive: true,
    updatedAt: seconds(level.updatedAt),
    quantities: ({ names }: { names: string[] }) =>
      names.map((name) => ({ name, quantity: quantityOf(level, name), updatedAt: seconds(level.updatedAt) })),
  };
}
