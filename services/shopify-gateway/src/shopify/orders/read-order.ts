import { notUnderstood } from '@backhaul/vendor-http';
import type { OrderSnapshot } from '../../shopify-order/order-snapshot.js';
import type { Graphql } from '../graphql/graphql.js';
import { allNodes } from '../graphql/pages.js';
import { gidOf } from '../values.js';
import { MOST_REFUNDS, orderDocument, orderLinesDocument, type OrderHeader } from './documents.js';
import { readRefund } from './read-refund.js';
import { shippedUnits } from './shipped-units.js';

/** An order with all its lines, what shipped of them, and its refunds. Null when the shop shows no such order. */
export async function readOrder(
  graphql: Graphql,
  orderId: string,
  signal?: AbortSignal,
): Promise<OrderSnapshot | null> {
  const { order } = await graphql.query(orderDocument, { id: gidOf('Order', orderId) }, signal);
  if (order === null) return null;
  if (order.refunds.length >= MOST_REFUNDS) {
    throw notUnderstood('Shopify', `order ${orderId} has ${MOST_REFUNDS} refunds or more: the list may be cut off`);
  }
  const lines = await linesOf(graphql, order, signal);
  const shipped = await shippedUnits(graphql, order, signal);
  const refunds = [];
  for (const { id } of order.refunds) refunds.push(await readRefund(graphql, id, order.currencyCode, signal));
  return {
    orderId: order.id,
    orderName: order.name,
    currency: order.currencyCode,
    placedAt: order.createdAt,
    updatedAt: order.updatedAt,
    hasReturns: order.returnStatus !== 'NO_RETURN',
    lines: lines.map(({ id, sku, title, quantity }) => ({
      orderLineId: id,
      sku,
      title,
      quantity,
      shippedQuantity: shipped.get(id) ?? 0,
    })),
    refunds,
  };
}

function linesOf(
  graphql: Graphql,
  order: OrderHeader,
  signal?: AbortSignal,
): Promise<OrderHeader['lineItems']['nodes'][number][]> {
  return allNodes(order.lineItems, async (after) => {
    const variables = { id: gidOf('Order', order.id), after };
    const page = await graphql.query(orderLinesDocument, variables, signal);
    return page.order.lineItems;
  });
}
