import { orderSubjectOf, partitionKeyOf } from '@backhaul/contracts';
import { Aggregate, type Cause } from '@backhaul/service-kit';
import { shopifyOrder } from './shopify-order/decide.js';
import { privateEvents, publishedEvents } from './shopify-order/events.js';

/** Runs commands on `shopify-order` streams, one per order. */
export const shopifyOrders = new Aggregate({
  category: 'shopify-order',
  decider: shopifyOrder,
  publishes: publishedEvents,
  keeps: privateEvents,
});

export const orderStreamId = (merchantId: string, orderId: string): string => `${merchantId}-${orderId}`;

/** The cause of what a bell led to. Events about an order name no return: which one a refund belongs to is not known here. */
export function causeOfBell(
  merchantId: string,
  orderId: string,
  origin: { causationId: string; correlationId: string | undefined },
): Cause {
  const subject = orderSubjectOf(merchantId, orderId);
  return {
    merchantId,
    subject,
    partitionKey: partitionKeyOf(merchantId, orderId),
    correlationId: origin.correlationId ?? subject,
    causationId: origin.causationId,
  };
}
