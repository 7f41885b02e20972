import type { DomainEvent, Published } from '@backhaul/contracts';
import type { RefundTransaction } from './order-snapshot.js';

/** What this service tells the others about an order. */
export const publishedEvents = ['OrderRecorded', 'RefundRecorded', 'RefundMoneySettled', 'RefundMoneyFailed'] as const;

/** Everything on a `shopify-order` stream. */
export type ShopifyOrderEvent =
  | Published<(typeof publishedEvents)[number]>
  /** Money movements as last seen, per transaction: what tells a later settlement from a repetition. */
  | DomainEvent<'TransactionsObserved', { statuses: Record<string, RefundTransaction['status']> }>;
