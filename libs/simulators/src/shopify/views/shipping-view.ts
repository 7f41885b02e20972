import { gid } from '../gid.js';
import type { Order, Shipping } from '../orders/order.js';
import { orderBag } from './order-bag.js';

/** A shipping line as GraphQL shows it. */
export const shippingView = (order: Order, line: Shipping) => ({
  id: gid('ShippingLine', line.id),
  title: line.title,
  code: line.title,
  source: 'shopify',
  originalPriceSet: orderBag(order, line.price),
  discountedPriceSet: orderBag(order, line.price),
  isRemoved: false,
});
