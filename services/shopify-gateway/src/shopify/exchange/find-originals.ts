import type { Original } from '../../exchange-order/recognition/evidence.js';
import type { Graphql } from '../graphql/graphql.js';
import { gidOf } from '../values.js';
import { orderNameDocument, ordersNamedDocument, type OrderName } from './documents.js';

const originalOf = ({ id, name, createdAt }: OrderName): Original => ({ orderId: id, orderName: name, createdAt });

/** Orders that the shop finds under these bare names; its search is loose, so the caller compares the names. */
export async function ordersNamed(
  graphql: Graphql,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<Original[]> {
  const found = new Map<string, Original>();
  for (const name of names) {
    const { orders } = await graphql.query(ordersNamedDocument, { query: `name:'${name}'` }, signal);
    for (const order of orders.nodes) found.set(order.id, originalOf(order));
  }
  return [...found.values()];
}

/** Those of these orders that the shop shows. */
export async function ordersWithIds(
  graphql: Graphql,
  orderIds: readonly string[],
  signal?: AbortSignal,
): Promise<Original[]> {
  const found: Original[] = [];
  for (const orderId of orderIds) {
    const { order } = await graphql.query(orderNameDocument, { id: gidOf('Order', orderId) }, signal);
    if (order !== null) found.push(originalOf(order));
  }
  return found;
}
