import { z } from 'zod';
import type { Graphql, GraphqlDocument } from '../graphql/graphql.js';
import { nextCursor, pageOf, type Page } from '../graphql/pages.js';
import type { ChangedOrder } from '../port.js';
import { gidDigits, instant } from '../values.js';

const row = z.object({ id: gidDigits, updatedAt: instant, refunds: z.array(z.object({ id: gidDigits })) });

/** About 400. */
export const changedDocument: GraphqlDocument<{ orders: Page<z.infer<typeof row>> }> = {
  what: 'the list of orders',
  text: `query ChangedOrders($query: String!, $after: String) {
    orders(first: 100, after: $after, sortKey: UPDATED_AT, query: $query) {
      nodes { id updatedAt refunds(first: 1) { id } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  answer: z.object({ orders: pageOf(row) }),
};

/** Orders by their time of change (contracts/shopify.md §3, polling). Without an end: what changes meanwhile comes last. */
export async function* changedOrders(
  graphql: Graphql,
  since: Date,
  signal: AbortSignal,
): AsyncIterable<readonly ChangedOrder[]> {
  const query = `updated_at:>='${since.toISOString().slice(0, 19)}Z'`;
  let after: string | null = null;
  do {
    const { orders }: { orders: Page<z.infer<typeof row>> } = await graphql.query(
      changedDocument,
      { query, after },
      signal,
    );
    yield orders.nodes.map(({ id, updatedAt, refunds }) => ({
      orderId: id,
      updatedAt,
      hasRefunds: refunds.length > 0,
    }));
    after = nextCursor(orders);
  } while (after !== null);
}
