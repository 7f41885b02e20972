import { gid } from '../gid.js';
import { connection, firstOf, type PageArgs } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { currentQuantity } from '../orders/amounts.js';
import type { Order } from '../orders/order.js';
import * as totals from '../orders/totals.js';
import { adjustmentsOf } from '../refunds/adjustments.js';
import { returnStatusOf } from '../returns/return-status.js';
import { gateways } from '../rest/order-body.js';
import { seconds } from '../times.js';
import { discountView } from './discount-view.js';
import { fulfillmentView } from './fulfillment-view.js';
import { lineView } from './line-view.js';
import { orderBag } from './order-bag.js';
import { refundView } from './refund-view.js';
import { returnView } from './return-view.js';
import { shippingView } from './shipping-view.js';
import { suggestedRefundView } from './suggested-refund-view.js';
import { transactionView } from './transaction-view.js';

/** An order as GraphQL shows it. */
export function orderView(context: Context, order: Order): object {
  const open = order.lines.some((line) => currentQuantity(order, line) > 0);
  const list = <Item, View>(items: Item[], view: (context: Context, order: Order, item: Item) => View) =>
    firstOf(items, (item) => view(context, order, item));
  return {
    id: gid('Order', order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    createdAt: seconds(order.createdAt),
    updatedAt: seconds(order.updatedAt),
    processedAt: seconds(order.createdAt),
    cancelledAt: order.cancelledAt === null ? null : seconds(order.cancelledAt),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closedAt: order.closedAt === null ? null : seconds(order.closedAt),
    displayFinancialStatus: totals.financialStatus(order),
    displayFulfillmentStatus: totals.fulfillmentStatus(order),
    returnStatus: returnStatusOf(order),
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentment?.currency ?? order.currency,
    taxesIncluded: false,
    ...amounts(order),
    tags: order.tags,
    note: order.note,
    customAttributes: order.attributes,
    sourceName: order.sourceName,
    sourceIdentifier: null,
    app: { id: `gid://shopify/App/${order.appId}`, name: order.sourceName === 'web' ? 'Online Store' : 'Loop Returns' },
    discountCode: order.discountCode,
    discountCodes: order.discountCode === null ? [] : [order.discountCode],
    discountApplications: (args: PageArgs) =>
      connection([...order.discounts.keys()], args, (index) => discountView(order, index)),
    paymentGatewayNames: gateways(order),
    email: order.email,
    customer: customerView(order),
    shippingLine: order.shipping === null ? null : shippingView(order, order.shipping),
    shippingLines: (args: PageArgs) =>
      connection(order.shipping === null ? [] : [order.shipping], args, (line) => shippingView(order, line)),
    lineItems: (args: PageArgs) => connection(order.lines, args, (line) => lineView(context, order, line)),
    fulfillments: list(order.fulfillments, fulfillmentView),
    refunds: list(order.refunds, refundView),
    returns: (args: PageArgs) => connection(order.returns, args, (one) => returnView(context, order, one)),
    transactions: list(order.transactions, transactionView),
    refundable: totals.refundable(order) > 0,
    restockable: open,
    test: false,
    suggestedRefund: suggestedRefundView(context, order),
  };
}

function amounts(order: Order) {
  const bag = (amount: number) => orderBag(order, amount);
  const adjusted = order.refunds.flatMap((refund) => adjustmentsOf(order, refund));
  return {
    totalPriceSet: bag(totals.totalPrice(order)),
    currentTotalPriceSet: bag(totals.currentTotal(order)),
    totalRefundedSet: bag(totals.refunded(order)),
    totalReceivedSet: bag(totals.received(order)),
    netPaymentSet: bag(totals.netPayment(order)),
    totalOutstandingSet: bag(totals.outstanding(order)),
    refundDiscrepancySet: bag(adjusted.reduce((sum, { amount }) => sum + amount, 0)),
    totalDiscountsSet: bag(order.discount),
    totalTaxSet: bag(totals.totalTax(order)),
    totalShippingPriceSet: bag(order.shipping?.price ?? 0),
    subtotalPriceSet: bag(totals.subtotal(order)),
  };
}

function customerView(order: Order) {
  const { id, firstName, lastName } = order.customer;
  return { id: gid('Customer', id), email: order.email, firstName, lastName, displayName: `${firstName} ${lastName}` };
}
