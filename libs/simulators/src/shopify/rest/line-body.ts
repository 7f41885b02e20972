import { moneySet, padded } from '../decimals.js';
import { gid } from '../gid.js';
import { fulfilledQuantity, unfulfilledQuantity } from '../orders/amounts.js';
import type { Order, OrderLine } from '../orders/order.js';
import { orderMoneySet } from './order-money.js';
import { raw } from './raw-number.js';

/** An order line in REST shape, without `current_quantity`: refunds embed it like this. */
export function lineBody(order: Order, line: OrderLine) {
  const { currency } = order;
  const fulfilled = fulfilledQuantity(order, line.id);
  return {
    id: raw(line.id),
    admin_graphql_api_id: gid('LineItem', line.id),
    discount_allocations: line.discountShares
      .map((share, index) => ({
        amount: padded(share, currency),
        amount_set: orderMoneySet(order, share),
        discount_application_index: index,
      }))
      .filter((_, index) => line.discountShares[index] !== 0),
    fulfillable_quantity: unfulfilledQuantity(order, line),
    fulfillment_status: fulfilled === 0 ? null : fulfilled < line.quantity ? 'partial' : 'fulfilled',
    gift_card: line.giftCard,
    grams: 0,
    name: line.title,
    price: padded(line.unitPrice, currency),
    price_set: orderMoneySet(order, line.unitPrice),
    product_id: raw(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: !line.giftCard,
    sku: line.sku,
    tax_lines: [
      {
        channel_liable: false,
        price: padded(line.tax, currency),
        price_set: orderMoneySet(order, line.tax),
        rate: line.taxRate,
        title: 'Sales tax',
      },
    ],
    taxable: true,
    title: line.title,
    total_discount: padded(0, currency),
    total_discount_set: moneySet(0, currency),
    variant_id: raw(line.variantId),
    variant_title: null,
    vendor: null,
  };
}
