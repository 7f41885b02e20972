import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';

/** What this service tells the others about exchange orders. */
export const publishedEvents = ['ExchangeOrderCreated', 'TaskOpened', 'TaskClosed'] as const;

/** Everything on a `shopify-exchange` stream. */
export type ExchangeOrderEvent =
  | Published<(typeof publishedEvents)[number]>
  /** A return said that this is its exchange order, which settles whose it is whatever the order shows of itself. */
  | DomainEvent<'ExchangeOrderNamed', { returnId: string; orderId: string }>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  ExchangeOrderNamed: [],
} satisfies PrivateEvents<ExchangeOrderEvent, typeof publishedEvents>;
