import type { OrderForReturn } from '../../shopify/index.js';
import type { LoopShop } from '../state.js';
import { pairedShopify, type World } from '../world.js';
import type { LoopExchange } from './loop-return.js';
import type { ExchangeRequest } from './request.js';

/** The new units that the shopper wants, taxed like the order. Throws when the shop does not sell a SKU. */
export async function exchangedUnits(
  world: World,
  shop: LoopShop,
  order: OrderForReturn,
  asked: ExchangeRequest[],
): Promise<LoopExchange[]> {
  const taxRate = order.lines[0]?.taxRate ?? 0;
  const units: LoopExchange[] = [];
  for (const { sku, quantity = 1, price, discount = 0 } of asked) {
    const product = await pairedShopify(world).product(shop.shopDomain, sku);
    const unitPrice = price ?? product.price;
    for (let unit = 0; unit < quantity; unit += 1) {
      units.push({
        exchangeId: world.kernel.ids.next('loop/exchange', 910_077, 5),
        productId: product.productId,
        variantId: product.variantId,
        sku,
        title: product.title,
        price: unitPrice,
        discount,
        tax: Math.round((unitPrice - discount) * taxRate),
        taxRate,
        orderId: null,
        orderName: null,
        outOfStock: false,
        outOfStockResolution: null,
      });
    }
  }
  return units;
}
