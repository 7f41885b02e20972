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

/** Adds a product with one variant. Throws on a SKU that is there already and on an unknown location. */
export function addProduct(kernel: Kernel<ShopifyState>, shop: Shop, request: ProductRequest): Product {
  if (shop.products.some(({ sku }) => sku === request.sku)) throw new Error(`${request.sku} is there already`);
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
