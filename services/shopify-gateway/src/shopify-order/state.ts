import type { OrderSnapshot } from './order-snapshot.js';
import type { ObservedStatus, ShopifyOrderEvent } from './events.js';

/** What was told about an order so far. */
export interface ShopifyOrder {
  /** The order as last published; null until it was seen. */
  readonly published: { readonly updatedAt: string; readonly shipped: string } | null;
  readonly refunds: ReadonlySet<string>;
  /** By transaction id. */
  readonly statuses: Readonly<Record<string, ObservedStatus>>;
  /** When money of a refund was last said to have settled or failed, by refund id. */
  readonly toldAt: Readonly<Record<string, string>>;
}

export const initial: ShopifyOrder = { published: null, refunds: new Set(), statuses: {}, toldAt: {} };

/** True once anything was recorded: the order has a return or a refund, and every later change of it counts. */
export const isKnown = (state: ShopifyOrder): boolean => state.published !== null;

export function evolve(state: ShopifyOrder, event: ShopifyOrderEvent): ShopifyOrder {
  switch (event.type) {
    case 'OrderRecorded':
      return { ...state, published: { updatedAt: event.data.updatedAt, shipped: shippedOf(event.data.lines) } };
    case 'RefundRecorded':
      return { ...state, refunds: new Set([...state.refunds, event.data.refundId]) };
    case 'TransactionsObserved':
      return { ...state, statuses: { ...state.statuses, ...event.data.statuses } };
    case 'RefundMoneySettled':
      return { ...state, toldAt: { ...state.toldAt, [event.data.refundId]: event.data.settledAt } };
    case 'RefundMoneyFailed':
      return { ...state, toldAt: { ...state.toldAt, [event.data.refundId]: event.data.failedAt } };
    case 'TaskOpened':
      return state;
  }
}

/** Ordered and shipped units per line, in one text that can be compared. */
export function shippedOf(lines: OrderSnapshot['lines']): string {
  return lines
    .map((line) => `${line.orderLineId}:${line.quantity}:${line.shippedQuantity}`)
    .sort()
    .join(',');
}
