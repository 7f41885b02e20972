import { bare, moneySet, padded } from '../decimals.js';
import { gid } from '../gid.js';
import type { Order, Refund, RefundLine } from '../orders/order.js';
import { transactionsOf } from '../orders/totals.js';
import { adjustmentsOf } from '../refunds/adjustments.js';
import type { Shop } from '../state.js';
import { withOffset } from '../times.js';
import { lineBody } from './line-body.js';
import { raw } from './raw-number.js';
import { transactionBody } from './transaction-body.js';

/** A refund as `refunds/create` and orders carry it. */
export function refundBody(shop: Shop, order: Order, refund: Refund) {
  const { currency } = order;
  return {
    id: raw(refund.id),
    order_id: raw(order.id),
    created_at: withOffset(refund.createdAt, shop.utcOffset),
    note: refund.note,
    user_id: null,
    processed_at: withOffset(refund.processedAt, shop.utcOffset),
    restock: refund.lines.some(({ restockType }) => restockType !== 'NO_RESTOCK'),
    duties: [],
    total_duties_set: moneySet(0, currency),
    return:
      refund.returnId === null
        ? null
        : { id: raw(refund.returnId), admin_graphql_api_id: gid('Return', refund.returnId) },
    refund_shipping_lines: refund.shipping === null ? [] : [shippingBody(order, refund.shipping)],
    admin_graphql_api_id: gid('Refund', refund.id),
    order_adjustments: adjustmentsOf(order, refund).map(({ id, amount, reason }) => ({
      id: raw(id),
      order_id: raw(order.id),
      refund_id: raw(refund.id),
      amount: padded(amount, currency),
      amount_set: moneySet(amount, currency),
      tax_amount: padded(0, currency),
      tax_amount_set: moneySet(0, currency),
      kind: 'refund_discrepancy',
      reason: reason === 'REFUND_DISCREPANCY' ? 'Refund discrepancy' : 'Pending refund discrepancy',
    })),
    transactions: transactionsOf(order, refund).map((transaction) => transactionBody(shop, order, transaction)),
    refund_line_items: refund.lines.map((line) => refundLineBody(order, line)),
  };
}

function refundLineBody(order: Order, line: RefundLine) {
  const ordered = order.lines.find(({ id }) => id === line.lineItemId);
  return {
    id: raw(line.id),
    line_item_id: raw(line.lineItemId),
    location_id: line.locationId === null ? null : raw(line.locationId),
    quantity: line.quantity,
    restock_type: line.restockType.toLowerCase(),
    // Numbers, unlike all other money in webhooks.
    subtotal: raw(bare(line.subtotal, order.currency)),
    subtotal_set: moneySet(line.subtotal, order.currency),
    total_tax: raw(bare(line.tax, order.currency)),
    total_tax_set: moneySet(line.tax, order.currency),
    line_item: ordered === undefined ? null : lineBody(order, ordered),
  };
}

function shippingBody(order: Order, shipping: { id: string; amount: number }) {
  return {
    id: raw(shipping.id),
    shipping_line: null,
    shipping_line_id: order.shipping === null ? null : raw(order.shipping.id),
    subtotal_amount_set: moneySet(shipping.amount, order.currency),
  };
}
