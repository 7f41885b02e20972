import type { Kernel } from '../../kernel/index.js';
import { newId } from '../gid.js';
import type { Shop, ShopifyState } from '../state.js';
import type { Product } from './product.js';
import { move } from './stock.js';

export interface ProductRequest {
  shop: string;
  sku: string;
  barcode?: string;
  title: string;
  /** Minor units. */
  price: number;
  /** Available stock by location name. */
  stock?: Record<string, number>;
}

/** Adds a product with one variant. A SKU that is there already stays as it is, so that a launcher may stock again after a restart. Throws on an unknown location. */
export function addProduct(kernel: Kernel<ShopifyState>, shop: Shop, request: ProductRequest): Product {
  const known = shop.products.find(({ sku }) => sku === request.sku);
  if (known !== undefined) return known;
  const product: Product = {
    productId: newId(kernel, shop, 'Product'),
    variantId: newId(kernel, shop, 'ProductVariant'),
    inventoryItemId: newId(kernel, shop, 'InventoryItem'),
    sku: request.sku,
    barcode: request.barcode ?? '',
    title: request.title,
    price: request.price,
    tracked: true,
    levels: {},
  };
  for (const [name, available] of Object.entries(request.stock ?? {})) {
    const location = shop.locations.find((one) => one.name === name);
    if (location === undefined) throw new Error(`${shop.domain} has no location ${name}`);
    move(product, location.id, { available }, kernel.clock.now());
  }
  shop.products.push(product);
  return product;
}
