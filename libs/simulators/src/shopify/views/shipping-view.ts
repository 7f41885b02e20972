import { moneyBag } from '../decimals.js';
import { gid } from '../gid.js';
import type { Order, Shipping } from '../orders/order.js';

/** A shipping line as GraphQL shows it. */
export const shippingView = (order: Order, line: Shipping) => ({
  id: gid('ShippingLine', line.id),
  title: line.title,
  code: line.title,
  source: 'shopify',
  originalPriceSet: moneyBag(line.price, order.currency),
  discountedPriceSet: moneyBag(line.price, order.currency),
  isRemoved: false,
});
