import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';
import type { RefundTransaction } from './order-snapshot.js';

/** What this service tells the others about an order. */
export const publishedEvents = [
  'OrderRecorded',
  'RefundRecorded',
  'RefundMoneySettled',
  'RefundMoneyFailed',
  'TaskOpened',
] as const;

/** A money movement as last seen; `late` when it was not there yet as its refund was recorded. */
export type ObservedStatus = RefundTransaction['status'] | 'late';

/** Everything on a `shopify-order` stream. */
export type ShopifyOrderEvent =
  | Published<(typeof publishedEvents)[number]>
  /** Money movements as last seen, per transaction: what tells a later settlement from a repetition. */
  | DomainEvent<'TransactionsObserved', { statuses: Record<string, ObservedStatus> }>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  TransactionsObserved: [],
} satisfies PrivateEvents<ShopifyOrderEvent, typeof publishedEvents>;
