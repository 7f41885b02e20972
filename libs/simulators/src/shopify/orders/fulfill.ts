import type { Kernel } from '../../kernel/index.js';
import { newId } from '../gid.js';
import { move } from '../inventory/stock.js';
import { fulfillmentBody } from '../rest/fulfillment-body.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews } from '../webhooks/news.js';
import { unfulfilledQuantity } from './amounts.js';
import type { Fulfillment, Order } from './order.js';
import { productBySku } from './stock-of-order.js';

/** Ships everything that is still to ship, from where it is committed: one fulfilment per location. */
export function fulfill(kernel: Kernel<ShopifyState>, shop: Shop, order: Order): Fulfillment[] {
  const now = kernel.clock.now();
  const open = order.lines.filter((line) => unfulfilledQuantity(order, line) > 0);
  const made = [...new Set(open.map(({ locationId }) => locationId))].map((locationId): Fulfillment => {
    const lines = open.filter((line) => line.locationId === locationId);
    return {
      id: newId(kernel, shop, 'Fulfillment'),
      name: `${order.name}-F${order.fulfillments.length + 1}`,
      status: 'SUCCESS',
      createdAt: now.toISOString(),
      locationId,
      trackingNumber: `1Z${kernel.ids.hex('shopify/tracking', 16).toUpperCase()}`,
      lines: lines.map((line) => ({
        id: newId(kernel, shop, 'FulfillmentLineItem'),
        lineItemId: line.id,
        quantity: unfulfilledQuantity(order, line),
      })),
    };
  });
  for (const line of open) {
    const product = productBySku(shop, line.sku);
    if (product.tracked) move(product, line.locationId, { committed: -unfulfilledQuantity(order, line) }, now);
  }
  order.fulfillments.push(...made);
  order.updatedAt = now.toISOString();
  announce(kernel, shop, [
    ...made.map((one) => ({ topic: 'fulfillments/create' as const, body: fulfillmentBody(shop, order, one) })),
    orderNews(shop, order, 'orders/updated'),
  ]);
  return made;
}
