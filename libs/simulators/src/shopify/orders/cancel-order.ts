import type { Kernel } from '../../kernel/index.js';
import { applyRefund } from '../refunds/apply-refund.js';
import { toOriginalPayments } from '../refunds/original-payment.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews } from '../webhooks/news.js';
import { unfulfilledQuantity } from './amounts.js';
import type { Order } from './order.js';
import { refundable } from './totals.js';

/** Cancels an order of which nothing has shipped: units called off, stock free again, money back. Throws when something shipped. */
export function cancelOrder(kernel: Kernel<ShopifyState>, shop: Shop, order: Order, reason: string): Order {
  if (order.cancelledAt !== null) return order;
  if (order.fulfillments.some(({ status }) => status === 'SUCCESS')) {
    throw new Error(`${order.name} has shipped and cannot be cancelled`);
  }
  order.cancelledAt = order.closedAt = kernel.clock.now().toISOString();
  order.cancelReason = reason;
  applyRefund(kernel, shop, order, {
    note: '',
    processedAt: null,
    shipping: 0,
    lines: order.lines
      .map((line) => ({
        lineItemId: line.id,
        quantity: unfulfilledQuantity(order, line),
        restockType: 'CANCEL' as const,
        locationId: line.locationId,
      }))
      .filter(({ quantity }) => quantity > 0),
    money: toOriginalPayments(order, refundable(order))
      .filter(({ amount }) => amount > 0)
      .map(({ parent, amount }) => ({ kind: 'REFUND', parentId: parent.id, amount })),
  });
  announce(kernel, shop, [orderNews(shop, order, 'orders/cancelled')]);
  return order;
}
