import { padded } from '../decimals.js';
import { gid } from '../gid.js';
import { currentQuantity } from '../orders/amounts.js';
import type { Order, OrderDiscount, Shipping } from '../orders/order.js';
import {
  currentTotal,
  financialStatus,
  fulfillmentStatus,
  outstanding,
  subtotal,
  totalPrice,
  totalTax,
} from '../orders/totals.js';
import type { Shop } from '../state.js';
import { withOffset } from '../times.js';
import { fulfillmentBody } from './fulfillment-body.js';
import { lineBody } from './line-body.js';
import { orderMoneySet } from './order-money.js';
import { raw } from './raw-number.js';
import { refundBody } from './refund-body.js';
import { returnBody } from './return-body.js';

const FULFILLMENT = {
  FULFILLED: 'fulfilled',
  PARTIALLY_FULFILLED: 'partial',
  RESTOCKED: 'restocked',
  UNFULFILLED: null,
};

/** An order as `orders/create` and `orders/updated` carry it. */
export function orderBody(shop: Shop, order: Order) {
  return {
    id: raw(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    app_id: raw(order.appId),
    cancel_reason: order.cancelReason,
    cancelled_at: order.cancelledAt === null ? null : withOffset(order.cancelledAt, shop.utcOffset),
    closed_at: order.closedAt === null ? null : withOffset(order.closedAt, shop.utcOffset),
    confirmed: true,
    created_at: withOffset(order.createdAt, shop.utcOffset),
    currency: order.currency,
    presentment_currency: order.presentment?.currency ?? order.currency,
    email: order.email,
    financial_status: (financialStatus(order) ?? 'paid').toLowerCase(),
    fulfillment_status: FULFILLMENT[fulfillmentStatus(order)],
    name: order.name,
    note: order.note,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    number: order.number - 1_000,
    order_number: order.number,
    payment_gateway_names: gateways(order),
    processed_at: withOffset(order.createdAt, shop.utcOffset),
    source_name: order.sourceName,
    tags: order.tags.join(', '),
    taxes_included: false,
    test: false,
    updated_at: withOffset(order.updatedAt, shop.utcOffset),
    ...money(order),
    discount_codes:
      order.discountCode === null
        ? []
        : [{ code: order.discountCode, amount: padded(order.discount, order.currency), type: 'fixed_amount' }],
    discount_applications: order.discounts.map((one) => discountApplication(order, one)),
    customer: {
      id: raw(order.customer.id),
      email: order.email,
      first_name: order.customer.firstName,
      last_name: order.customer.lastName,
      admin_graphql_api_id: gid('Customer', order.customer.id),
    },
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentBody(shop, order, fulfillment)),
    line_items: order.lines.map((line) => ({
      ...lineBody(order, line),
      current_quantity: currentQuantity(order, line),
    })),
    refunds: order.refunds.map((refund) => refundBody(shop, order, refund)),
    returns: order.returns.map((one) => returnBody(order, one)),
    shipping_lines: order.shipping === null ? [] : [shippingBody(order, order.shipping)],
  };
}

export const gateways = (order: Order): string[] => [
  ...new Set(order.transactions.filter(({ kind }) => kind === 'SALE').map(({ gateway }) => gateway)),
];

function money(order: Order): Record<string, unknown> {
  const amounts = {
    current_total_price: currentTotal(order),
    subtotal_price: subtotal(order),
    total_discounts: order.discount,
    total_line_items_price: subtotal(order) + order.discount,
    total_outstanding: outstanding(order),
    total_price: totalPrice(order),
    total_tax: totalTax(order),
  };
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]): [string, unknown][] => [
      [name, padded(amount, order.currency)],
      [`${name}_set`, orderMoneySet(order, amount)],
    ]),
  );
}

function discountApplication(order: Order, one: OrderDiscount) {
  return {
    target_type: 'line_item',
    type: one.kind,
    value: padded(one.amount, order.currency),
    value_type: 'fixed_amount',
    allocation_method: 'across',
    target_selection: 'all',
    ...(one.kind === 'manual' ? { title: one.title, description: one.title } : { code: one.code }),
  };
}

function shippingBody(order: Order, shipping: Shipping) {
  return {
    id: raw(shipping.id),
    code: shipping.title,
    discounted_price: padded(shipping.price, order.currency),
    is_removed: false,
    price: padded(shipping.price, order.currency),
    source: 'shopify',
    title: shipping.title,
  };
}
