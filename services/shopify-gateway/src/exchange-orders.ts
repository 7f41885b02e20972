import { Aggregate } from '@backhaul/service-kit';
import { exchangeOrder } from './exchange-order/decide.js';
import { privateEvents, publishedEvents } from './exchange-order/events.js';

/** Runs commands on `shopify-exchange` streams: one per exchange order, one per original order with native exchanges. */
export const exchangeOrders = new Aggregate({
  category: 'shopify-exchange',
  decider: exchangeOrder,
  publishes: publishedEvents,
  keeps: privateEvents,
});

/** An exchange order may itself be exchanged natively, so that kind has a stream of its own. */
export const exchangeStreamId = (merchantId: string, orderId: string, native: boolean): string =>
  `${merchantId}-${orderId}${native ? '-native' : ''}`;
