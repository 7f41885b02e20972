import type { Kernel } from '../../kernel/index.js';
import { newId } from '../gid.js';
import type { Shop, ShopifyState } from '../state.js';
import type { Customer, Order } from './order.js';

/** The app that takes orders of the web shop. */
const ONLINE_STORE = '580111';

/** An order with the next number and nothing on it yet; it is not in the shop before its maker puts it there. */
export function newOrder(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  facts: Pick<Order, 'email' | 'customer' | 'lines'> & Partial<Order>,
): Order {
  const now = kernel.clock.now().toISOString();
  const number = Number(kernel.ids.next(`shopify/${shop.domain}/order-number`, 20_418));
  return {
    id: newId(kernel, shop, 'Order'),
    number,
    name: `#${number}`,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
    currency: shop.currency,
    presentment: null,
    sourceName: 'web',
    appId: ONLINE_STORE,
    tags: [],
    note: null,
    attributes: [],
    discountCode: null,
    discount: 0,
    discounts: [],
    markedPaid: false,
    shipping: null,
    fulfillments: [],
    refunds: [],
    transactions: [],
    returns: [],
    ...facts,
  };
}

/** One e-mail address is one customer, whatever its casing. */
export function customerOf(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  email: string,
  name: Omit<Customer, 'id'>,
): Customer {
  const id = (shop.customers[email.toLowerCase()] ??= newId(kernel, shop, 'Customer'));
  return { id, ...name };
}
