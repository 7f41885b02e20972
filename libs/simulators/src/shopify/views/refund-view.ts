import { gid, locationById } from '../gid.js';
import { connection, type PageArgs } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { Order, Refund, RefundLine } from '../orders/order.js';
import { refundedBy, transactionsOf } from '../orders/totals.js';
import { adjustmentsOf } from '../refunds/adjustments.js';
import { seconds } from '../times.js';
import { lineView } from './line-view.js';
import { orderBag } from './order-bag.js';
import { locationView } from './product-view.js';
import { shippingView } from './shipping-view.js';
import { transactionView } from './transaction-view.js';

/** A refund as GraphQL shows it; it has no status of its own. */
export function refundView(context: Context, order: Order, refund: Refund): object {
  const bag = (amount: number) => orderBag(order, amount);
  const { shipping } = refund;
  return {
    id: gid('Refund', refund.id),
    legacyResourceId: refund.id,
    order: () => context.orderView(context, order),
    createdAt: seconds(refund.createdAt),
    updatedAt: seconds(refund.updatedAt),
    processedAt: seconds(refund.processedAt),
    note: refund.note,
    return: () => {
      const one = order.returns.find(({ id }) => id === refund.returnId);
      return one === undefined ? null : context.returnView(context, order, one);
    },
    totalRefundedSet: bag(refundedBy(order, refund)),
    refundLineItems: (args: PageArgs) => connection(refund.lines, args, (line) => refundLineView(context, order, line)),
    refundShippingLines: (args: PageArgs) =>
      connection(shipping === null ? [] : [shipping], args, (line) => ({
        id: gid('ShippingLine', line.id),
        subtotalAmountSet: bag(line.amount),
        taxAmountSet: bag(0),
        shippingLine: order.shipping === null ? null : shippingView(order, order.shipping),
      })),
    orderAdjustments: (args: PageArgs) =>
      connection(adjustmentsOf(order, refund), args, ({ id, amount, reason }) => ({
        id: gid('OrderAdjustment', id),
        amountSet: bag(amount),
        taxAmountSet: bag(0),
        reason,
      })),
    transactions: (args: PageArgs) =>
      connection(transactionsOf(order, refund), args, (one) => transactionView(context, order, one)),
  };
}

/** A refunded line; `id` is null inside a suggestion. */
export function refundLineView(context: Context, order: Order, line: Omit<RefundLine, 'id'> & { id: string | null }) {
  const ordered = order.lines.find(({ id }) => id === line.lineItemId);
  const location = line.locationId === null ? undefined : locationById(context.shop, line.locationId);
  return {
    id: line.id === null ? null : gid('RefundLineItem', line.id),
    lineItem: ordered === undefined ? null : lineView(context, order, ordered),
    quantity: line.quantity,
    restockType: line.restockType,
    restocked: line.restockType !== 'NO_RESTOCK',
    location: location === undefined ? null : locationView(location),
    priceSet: orderBag(order, ordered?.unitPrice ?? 0),
    subtotalSet: orderBag(order, line.subtotal),
    totalTaxSet: orderBag(order, line.tax),
  };
}
