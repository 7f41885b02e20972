import type { Decision } from '@backhaul/contracts';
import type { ShopifyOrderEvent } from './events.js';
import type { OrderSnapshot } from './order-snapshot.js';
import { refundSeen } from './refunds.js';
import { evolve, initial, shippedOf, type ShopifyOrder } from './state.js';

/** The one thing that may be asked: take in what was read. `merchantId` is not needed: the stream is the merchant's. */
export type ShopifyOrderCommand = { kind: 'RecordOrder'; order: OrderSnapshot };

/** Which facts of an order are new: the order itself, its refunds, the fate of their money. Pure. */
export const shopifyOrder = {
  initial,
  evolve,
  decide({ order }: ShopifyOrderCommand, state: ShopifyOrder): Decision<ShopifyOrderEvent> {
    const refunds = order.refunds.flatMap((refund) => refundSeen(order, refund, state));
    return { events: [...orderSeen(order, state), ...refunds], calls: [] };
  },
};

/**
 * Published once, and again when what shipped has changed; orders are touched for many reasons that nobody here needs.
 * A read that is older than the published one says nothing new.
 */
function orderSeen(order: OrderSnapshot, { published }: ShopifyOrder): ShopifyOrderEvent[] {
  const { orderId, orderName, lines } = order;
  const updatedAt = order.updatedAt.toISOString();
  if (published !== null && (updatedAt < published.updatedAt || shippedOf(lines) === published.shipped)) return [];
  const data = { orderId, orderName, placedAt: order.placedAt.toISOString(), updatedAt, lines };
  return [{ type: 'OrderRecorded', data, occurredAt: order.updatedAt }];
}
