import type { Graphql } from '../graphql/graphql.js';
import { allNodes, type Page } from '../graphql/pages.js';
import { gidOf } from '../values.js';
import {
  fulfillmentIdsDocument,
  fulfillmentLinesDocument,
  MOST_FULFILLMENTS,
  type FulfillmentHeader,
  type OrderHeader,
} from './documents.js';

type ShippedLine = FulfillmentHeader['fulfillmentLineItems']['nodes'][number];

/**
 * Units in successful fulfilments, by order line. What is left to fulfil proves nothing: cancelled units give the same
 * figures as shipped ones (contracts/shopify.md §3).
 */
export async function shippedUnits(
  graphql: Graphql,
  order: OrderHeader,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const shipped = new Map<string, number>();
  for (const { id, status, fulfillmentLineItems } of await fulfillmentsOf(graphql, order, signal)) {
    if (status !== 'SUCCESS') continue;
    const more = (after: string): Promise<Page<ShippedLine>> => linesOf(graphql, id, after, signal);
    for (const { quantity, lineItem } of await allNodes(fulfillmentLineItems, more)) {
      shipped.set(lineItem.id, (shipped.get(lineItem.id) ?? 0) + quantity);
    }
  }
  return shipped;
}

/** The header shows the first ones with their lines; when there may be more, their ids are asked for. */
async function fulfillmentsOf(
  graphql: Graphql,
  order: OrderHeader,
  signal?: AbortSignal,
): Promise<FulfillmentHeader[]> {
  if (order.fulfillments.length < MOST_FULFILLMENTS) return order.fulfillments;
  const known = new Map(order.fulfillments.map((one) => [one.id, one]));
  const all = await graphql.query(fulfillmentIdsDocument, { id: gidOf('Order', order.id) }, signal);
  const complete: FulfillmentHeader[] = [];
  for (const { id, status } of all.order.fulfillments) {
    const fulfillmentLineItems = known.get(id)?.fulfillmentLineItems ?? (await linesOf(graphql, id, null, signal));
    complete.push({ id, status, fulfillmentLineItems });
  }
  return complete;
}

async function linesOf(
  graphql: Graphql,
  fulfillmentId: string,
  after: string | null,
  signal?: AbortSignal,
): Promise<Page<ShippedLine>> {
  const variables = { id: gidOf('Fulfillment', fulfillmentId), after };
  const { fulfillment } = await graphql.query(fulfillmentLinesDocument, variables, signal);
  return fulfillment.fulfillmentLineItems;
}
