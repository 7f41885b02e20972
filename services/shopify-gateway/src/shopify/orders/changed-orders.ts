import { z } from 'zod';
import type { Graphql, GraphqlDocument } from '../graphql/graphql.js';
import { nextCursor, pageOf, type Page } from '../graphql/pages.js';
import type { ChangedOrder } from '../port.js';
import { gidDigits, instant } from '../values.js';

const row = z.object({
  id: gidDigits,
  updatedAt: instant,
  returnStatus: z.string(),
  refunds: z.array(z.object({ id: gidDigits })),
  name: z.string(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
});

/** About 300. */
export const changedDocument: GraphqlDocument<{ orders: Page<z.infer<typeof row>> }> = {
  what: 'the list of orders',
  text: `query ChangedOrders($query: String!, $after: String) {
    orders(first: 100, after: $after, sortKey: UPDATED_AT, query: $query) {
      nodes { id updatedAt returnStatus refunds(first: 1) { id } name tags note customAttributes { key value } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  answer: z.object({ orders: pageOf(row) }),
};

/** Orders by their time of change (contracts/shopify.md §3, polling). Without an end, what changes meanwhile comes last. */
export async function* changedOrders(
  graphql: Graphql,
  since: Date,
  { until, signal }: { until?: Date; signal?: AbortSignal | undefined },
): AsyncIterable<readonly ChangedOrder[]> {
  const end = until === undefined ? '' : ` updated_at:<'${wholeSecond(until)}'`;
  const query = `updated_at:>='${wholeSecond(since)}'${end}`;
  let after: string | null = null;
  do {
    const { orders }: { orders: Page<z.infer<typeof row>> } = await graphql.query(
      changedDocument,
      { query, after },
      signal,
    );
    yield orders.nodes.map(({ id, updatedAt, returnStatus, refunds, name, tags, note, customAttributes }) => ({
      orderId: id,
      updatedAt,
      hasReturnsOrRefunds: returnStatus !== 'NO_RETURN' || refunds.length > 0,
      appearance: { orderName: name, tags, note, attributes: customAttributes },
    }));
    after = nextCursor(orders);
  } while (after !== null);
}

const wholeSecond = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
