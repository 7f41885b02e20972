import { ProjectedAggregate } from '@backhaul/service-kit';
import { exchangeOrder } from './exchange-order/decide.js';
import { privateEvents, publishedEvents } from './exchange-order/events.js';
import { exchangeOrderModel } from './read-models/exchange-order-model.js';

/** Runs commands on `rlm-exchange-order` streams, one per exchange order of the shop. */
export const exchangeOrders = new ProjectedAggregate(
  {
    category: 'rlm-exchange-order',
    decider: exchangeOrder,
    publishes: publishedEvents,
    keeps: privateEvents,
  },
  exchangeOrderModel,
);

export const exchangeStreamId = (merchantId: string, exchangeOrderId: string): string =>
  `${merchantId}-${exchangeOrderId}`;
