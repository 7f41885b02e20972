import { currentQuantity, fulfilledQuantity, unfulfilledQuantity } from './amounts.js';
import type { Order, Refund, Transaction } from './order.js';

const sum = (amounts: number[]): number => amounts.reduce((all, amount) => all + amount, 0);
const amountOf = (transactions: Transaction[]): number => sum(transactions.map(({ amount }) => amount));

const moved = (order: Order, kind: Transaction['kind'], ...statuses: Transaction['status'][]): number =>
  amountOf(order.transactions.filter((one) => one.kind === kind && statuses.includes(one.status)));

/** Goods after discounts, before tax. */
export const subtotal = (order: Order): number =>
  sum(order.lines.map((line) => line.unitPrice * line.quantity - line.discount));

export const totalTax = (order: Order): number => sum(order.lines.map(({ tax }) => tax));

export const totalPrice = (order: Order): number => subtotal(order) + totalTax(order) + (order.shipping?.price ?? 0);

export const received = (order: Order): number => moved(order, 'SALE', 'SUCCESS');

export const refunded = (order: Order): number => moved(order, 'REFUND', 'SUCCESS');

export const netPayment = (order: Order): number => received(order) - refunded(order);

/** What can still be refunded: money on its way out is spoken for. */
export const refundable = (order: Order): number => received(order) - moved(order, 'REFUND', 'SUCCESS', 'PENDING');

/** Worth of the goods and shipping in a refund, whatever money moved. */
export const refundValue = (refund: Refund): number =>
  sum(refund.lines.map((line) => line.subtotal + line.tax)) + (refund.shipping?.amount ?? 0);

export const currentTotal = (order: Order): number => totalPrice(order) - sum(order.refunds.map(refundValue));

export const transactionsOf = (order: Order, refund: Refund): Transaction[] =>
  order.transactions.filter(({ refundId }) => refundId === refund.id);

/** Money really given back by a refund. */
export const refundedBy = (order: Order, refund: Refund): number =>
  amountOf(transactionsOf(order, refund).filter(({ status }) => status === 'SUCCESS'));

/** `totalOutstanding`: positive = the customer owes. What an app has marked as paid is settled outside Shopify. */
export const outstanding = (order: Order): number => (order.markedPaid ? 0 : currentTotal(order) - netPayment(order));

/** `displayFinancialStatus`; null on an order without transactions. */
export function financialStatus(order: Order): string | null {
  if (order.markedPaid && order.transactions.length === 0) return 'PAID';
  if (order.transactions.length === 0) return null;
  if (received(order) === 0) return 'PENDING';
  if (refunded(order) === 0) return 'PAID';
  return netPayment(order) <= 0 ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
}

/** `displayFulfillmentStatus`. */
export function fulfillmentStatus(order: Order): 'FULFILLED' | 'PARTIALLY_FULFILLED' | 'UNFULFILLED' | 'RESTOCKED' {
  const shipped = sum(order.lines.map((line) => fulfilledQuantity(order, line.id)));
  const open = sum(order.lines.map((line) => unfulfilledQuantity(order, line)));
  if (shipped > 0) return open === 0 ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
  return order.lines.every((line) => currentQuantity(order, line) === 0) ? 'RESTOCKED' : 'UNFULFILLED';
}
