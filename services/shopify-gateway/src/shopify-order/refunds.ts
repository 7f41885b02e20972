import { sum, type Money } from '@backhaul/money';
import type { ObservedStatus, ShopifyOrderEvent } from './events.js';
import type { OrderSnapshot, RefundSnapshot, RefundTransaction } from './order-snapshot.js';
import type { ShopifyOrder } from './state.js';
import { lateMoney } from './tasks.js';

/**
 * What is new about a refund. The others add up: recorded pending money less what settled and failed later ends at zero,
 * so a movement is told once, and a final one never becomes pending again, whatever an older read says.
 */
export function refundSeen(order: OrderSnapshot, refund: RefundSnapshot, state: ShopifyOrder): ShopifyOrderEvent[] {
  if (!state.refunds.has(refund.refundId)) return [recorded(order, refund), ...observed(order, refund.transactions)];
  const ended = refund.transactions.filter(
    ({ transactionId, status }) => state.statuses[transactionId] === 'pending' && status !== 'pending',
  );
  const late = refund.transactions.filter(({ transactionId }) => state.statuses[transactionId] === undefined);
  return [
    ...observed(order, ended),
    ...moneyEnded(order, refund.refundId, ended, state),
    ...observed(order, late, 'late'),
    ...late.filter(({ status }) => status !== 'failed').map((transaction) => lateMoney(order, refund, transaction)),
  ];
}

/** Amounts come from transactions, quantities from lines (contracts/shopify.md §3, refund arithmetic). */
function recorded(order: OrderSnapshot, refund: RefundSnapshot): ShopifyOrderEvent {
  const { orderId, orderName } = order;
  const { refundId, createdAt, lines, shipping, transactions } = refund;
  const moneyRefunded = totalOf(order, transactions, 'success');
  const money = { shipping, moneyRefunded, moneyPending: totalOf(order, transactions, 'pending') };
  const data = { refundId, orderId, orderName, createdAt: createdAt.toISOString(), lines, ...money };
  return { type: 'RefundRecorded', data, occurredAt: createdAt };
}

function observed(
  order: OrderSnapshot,
  transactions: readonly RefundTransaction[],
  as?: ObservedStatus,
): ShopifyOrderEvent[] {
  if (transactions.length === 0) return [];
  const statuses = Object.fromEntries(transactions.map(({ transactionId, status }) => [transactionId, as ?? status]));
  return [{ type: 'TransactionsObserved', data: { statuses }, occurredAt: order.updatedAt }];
}

function moneyEnded(
  order: OrderSnapshot,
  refundId: string,
  ended: readonly RefundTransaction[],
  state: ShopifyOrder,
): ShopifyOrderEvent[] {
  const first = momentOf(order, state.toldAt[refundId]);
  return ended.map((transaction, index) => endOf(order, refundId, transaction, new Date(first + index)));
}

function endOf(
  { orderId }: OrderSnapshot,
  refundId: string,
  { transactionId, status, amount }: RefundTransaction,
  occurredAt: Date,
): ShopifyOrderEvent {
  const at = occurredAt.toISOString();
  const part = { refundId, orderId, transactionId, amount };
  return status === 'success'
    ? { type: 'RefundMoneySettled', data: { ...part, settledAt: at }, occurredAt }
    : { type: 'RefundMoneyFailed', data: { ...part, failedAt: at }, occurredAt };
}

/**
 * Shopify's times are whole seconds. Two equal parts that settle within one second must not look like one fact twice:
 * the second of them is a millisecond later.
 */
function momentOf(order: OrderSnapshot, toldAt: string | undefined): number {
  const earliest = toldAt === undefined ? 0 : Date.parse(toldAt) + 1;
  return Math.max(order.updatedAt.getTime(), earliest);
}

function totalOf(
  { currency }: OrderSnapshot,
  transactions: readonly RefundTransaction[],
  status: RefundTransaction['status'],
): Money {
  const amounts = transactions.filter((transaction) => transaction.status === status).map(({ amount }) => amount);
  return sum(amounts, currency);
}
