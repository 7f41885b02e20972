import { type Decision } from '@backhaul/contracts';
import { sum, type Money } from '@backhaul/money';
import type { ShopifyOrderEvent } from './events.js';
import type { OrderSnapshot, RefundSnapshot, RefundTransaction } from './order-snapshot.js';

/** The one thing that may be asked: take in what was read. `merchantId` is not needed: the stream is the merchant's. */
export type ShopifyOrderCommand = { kind: 'RecordOrder'; order: OrderSnapshot };

export interface ShopifyOrder {
  /** Shipped units per line, as last published; null until the order was seen. */
  readonly shipped: string | null;
  readonly refunds: ReadonlySet<string>;
  readonly statuses: Readonly<Record<string, RefundTransaction['status']>>;
}

export type ShopifyOrderDecision = Decision<ShopifyOrderEvent>;

/** Which facts of an order are new: the order itself, its refunds, the fate of their money. Pure. */
export const shopifyOrder = {
  initial: { shipped: null, refunds: new Set<string>(), statuses: {} } as ShopifyOrder,

  decide({ order }: ShopifyOrderCommand, state: ShopifyOrder): ShopifyOrderDecision {
    return {
      events: [...orderSeen(order, state), ...order.refunds.flatMap((refund) => refundSeen(order, refund, state))],
      calls: [],
    };
  },

  evolve(state: ShopifyOrder, event: ShopifyOrderEvent): ShopifyOrder {
    switch (event.type) {
      case 'OrderRecorded':
        return { ...state, shipped: shippedOf(event.data.lines) };
      case 'RefundRecorded':
        return { ...state, refunds: new Set([...state.refunds, event.data.refundId]) };
      case 'TransactionsObserved':
        return { ...state, statuses: { ...state.statuses, ...event.data.statuses } };
      case 'RefundMoneySettled':
      case 'RefundMoneyFailed':
        return state;
    }
  },
};

function shippedOf(lines: OrderSnapshot['lines']): string {
  return lines
    .map((line) => `${line.orderLineId}:${line.quantity}:${line.shippedQuantity}`)
    .sort()
    .join(',');
}

/** Published once, and again when what shipped has changed; orders are touched for many reasons that nobody here needs. */
function orderSeen(order: OrderSnapshot, state: ShopifyOrder): ShopifyOrderEvent[] {
  if (state.shipped === shippedOf(order.lines)) return [];
  const { orderId, orderName, placedAt, updatedAt, lines } = order;
  const data = { orderId, orderName, placedAt: placedAt.toISOString(), updatedAt: updatedAt.toISOString(), lines };
  return [{ type: 'OrderRecorded', data, occurredAt: updatedAt }];
}

function refundSeen(order: OrderSnapshot, refund: RefundSnapshot, state: ShopifyOrder): ShopifyOrderEvent[] {
  const changed = refund.transactions.filter((transaction) => isNews(transaction, state));
  const isNew = !state.refunds.has(refund.refundId);
  const observed: ShopifyOrderEvent[] = changed.length === 0 ? [] : [observation(changed, order.updatedAt)];
  return isNew
    ? [recorded(order, refund), ...observed]
    : [...observed, ...changed.flatMap((transaction) => settlement(order, refund.refundId, transaction))];
}

/** A settled or failed transaction does not become pending again, whatever an older read says. */
function isNews({ transactionId, status }: RefundTransaction, state: ShopifyOrder): boolean {
  const before = state.statuses[transactionId];
  return before === undefined || (before === 'pending' && status !== 'pending');
}

function observation(transactions: readonly RefundTransaction[], occurredAt: Date): ShopifyOrderEvent {
  const statuses = Object.fromEntries(transactions.map(({ transactionId, status }) => [transactionId, status]));
  return { type: 'TransactionsObserved', data: { statuses }, occurredAt };
}

/** Amounts come from transactions, quantities from lines (contracts/shopify.md §3, refund arithmetic). */
function recorded(order: OrderSnapshot, refund: RefundSnapshot): ShopifyOrderEvent {
  const { orderId, orderName, currency } = order;
  const { refundId, createdAt, lines, shipping, transactions } = refund;
  const total = (status: RefundTransaction['status']): Money =>
    sum(
      transactions.filter((transaction) => transaction.status === status).map((transaction) => transaction.amount),
      currency,
    );
  const money = { shipping, moneyRefunded: total('success'), moneyPending: total('pending') };
  const data = { refundId, orderId, orderName, createdAt: createdAt.toISOString(), lines, ...money };
  return { type: 'RefundRecorded', data, occurredAt: createdAt };
}

function settlement(order: OrderSnapshot, refundId: string, transaction: RefundTransaction): ShopifyOrderEvent[] {
  const { orderId, updatedAt: occurredAt } = order;
  const { amount, status } = transaction;
  const at = occurredAt.toISOString();
  switch (status) {
    case 'success':
      return [{ type: 'RefundMoneySettled', data: { refundId, orderId, amount, settledAt: at }, occurredAt }];
    case 'failed':
      return [{ type: 'RefundMoneyFailed', data: { refundId, orderId, amount, failedAt: at }, occurredAt }];
    case 'pending':
      return [];
  }
}
