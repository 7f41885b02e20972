import { orderById } from '../gid.js';
import type { Order } from '../orders/order.js';
import type { Shop } from '../state.js';
import type { OrderReturn } from './order-return.js';

/** The return that an app opened under this key. Throws when the order has none. */
export function findReturn(shop: Shop, orderId: string, key: string): { order: Order; one: OrderReturn } {
  const order = orderById(shop, orderId);
  const one = order?.returns.find((each) => each.key === key);
  if (order === undefined || one === undefined) throw new Error(`order ${orderId} has no return ${key}`);
  return { order, one };
}
