import { gid } from '../gid.js';
import { connection, type PageArgs } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { Order } from '../orders/order.js';
import { transactionsOf } from '../orders/totals.js';
import type { ExchangeLine, OrderReturn, ReturnLine } from '../returns/order-return.js';
import { seconds } from '../times.js';
import { shippedLineView } from './fulfillment-view.js';
import { lineView } from './line-view.js';
import { reasonView } from './return-reason-view.js';
import { refundView } from './refund-view.js';
import { transactionView } from './transaction-view.js';

/** A return as GraphQL shows it: what comes back, and what goes out for it. */
export function returnView(context: Context, order: Order, one: OrderReturn): object {
  const refunds = order.refunds.filter(({ id }) => one.refundIds.includes(id));
  const transactions = refunds.flatMap((refund) => transactionsOf(order, refund));
  return {
    id: gid('Return', one.id),
    name: one.name,
    status: one.status,
    order: () => context.orderView(context, order),
    createdAt: seconds(one.createdAt),
    closedAt: one.closedAt === null ? null : seconds(one.closedAt),
    // Loop opens a return that is approved already.
    requestApprovedAt: seconds(one.createdAt),
    decline: null,
    totalQuantity: one.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    returnLineItems: (args: PageArgs) =>
      connection(one.lines, args, (line) => returnLineView(context, order, one, line)),
    exchangeLineItems: (args: PageArgs) =>
      connection(one.exchangeLines, args, (line) => exchangeLineView(context, order, one, line)),
    refunds: (args: PageArgs) => connection(refunds, args, (refund) => refundView(context, order, refund)),
    transactions: (args: PageArgs) =>
      connection(transactions, args, (transaction) => transactionView(context, order, transaction)),
    returnShippingFees: [],
  };
}

function returnLineView(context: Context, order: Order, one: OrderReturn, line: ReturnLine): object {
  const shipped = order.fulfillments.flatMap(({ lines }) => lines).find(({ id }) => id === line.fulfillmentLineItemId);
  return {
    __typename: 'ReturnLineItem',
    id: gid('ReturnLineItem', line.id),
    ...quantities(one, line),
    // Units are processed here by the refund that they come back with.
    refundableQuantity: line.quantity - line.processedQuantity,
    refundedQuantity: line.processedQuantity,
    fulfillmentLineItem: shipped === undefined ? null : shippedLineView(context, order, shipped),
    returnReason: line.reason,
    returnReasonDefinition: reasonView(line.reason),
    returnReasonNote: line.reasonNote,
    customerNote: null,
    restockingFee: null,
  };
}

/** `lineItems` are the order's lines that processing has added: null before. */
function exchangeLineView(context: Context, order: Order, one: OrderReturn, line: ExchangeLine): object {
  const added = order.lines.filter(({ id }) => line.lineItemIds.includes(id));
  const views = added.map((each) => () => lineView(context, order, each));
  const product = context.shop.products.find(({ variantId }) => variantId === line.variantId);
  return {
    id: gid('ExchangeLineItem', line.id),
    ...quantities(one, line),
    lineItem: views[0] ?? null,
    lineItems: () => (added.length === 0 ? null : views.map((view) => view())),
    variantId: gid('ProductVariant', line.variantId),
    variantSku: line.sku,
    variantTitle: null,
    title: line.title,
    productId: product === undefined ? null : gid('Product', product.productId),
  };
}

function quantities({ status }: OrderReturn, line: { quantity: number; processedQuantity: number }) {
  const unprocessed = line.quantity - line.processedQuantity;
  return {
    quantity: line.quantity,
    processedQuantity: line.processedQuantity,
    unprocessedQuantity: unprocessed,
    processableQuantity: status === 'OPEN' ? unprocessed : 0,
  };
}
