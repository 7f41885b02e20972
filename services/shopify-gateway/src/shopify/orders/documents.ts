import { z } from 'zod';
import type { GraphqlDocument } from '../graphql/graphql.js';
import { pageOf } from '../graphql/pages.js';
import { gidDigits, instant, sku } from '../values.js';

// Requested cost stays under 1 000 per query (contracts/shopify.md §5): objects 1, connections 2 + size × child.

/** The lists below cannot be paged, so a full one may be cut off. */
export const MOST_REFUNDS = 100;
export const MOST_FULFILLMENTS = 10;

const line = z.object({ id: gidDigits, sku, title: z.string(), quantity: z.int().nonnegative() });
const fulfillmentLine = z.object({ quantity: z.int().nonnegative(), lineItem: z.object({ id: gidDigits }) });
const fulfillmentLines = pageOf(fulfillmentLine);
const fulfillment = z.object({ id: gidDigits, status: z.string(), fulfillmentLineItems: fulfillmentLines });

const header = z.object({
  id: gidDigits,
  name: z.string().min(1),
  createdAt: instant,
  updatedAt: instant,
  currencyCode: z.string(),
  returnStatus: z.string(),
  lineItems: pageOf(line),
  fulfillments: z.array(fulfillment),
  refunds: z.array(z.object({ id: gidDigits })),
});
export type OrderHeader = z.infer<typeof header>;
export type FulfillmentHeader = z.infer<typeof fulfillment>;

const lineFields = 'nodes { id sku title quantity } pageInfo { hasNextPage endCursor }';
const fulfillmentLineFields = 'nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor }';

/** About 730. */
export const orderDocument: GraphqlDocument<{ order: OrderHeader | null }> = {
  what: 'the order',
  text: `query Order($id: ID!) {
    order(id: $id) {
      id name createdAt updatedAt currencyCode returnStatus
      lineItems(first: 100) { ${lineFields} }
      fulfillments(first: ${MOST_FULFILLMENTS}) {
        id status
        fulfillmentLineItems(first: 25) { ${fulfillmentLineFields} }
      }
      refunds(first: ${MOST_REFUNDS}) { id }
    }
  }`,
  answer: z.object({ order: header.nullable() }),
};

export const orderLinesDocument = {
  what: 'lines of the order',
  text: `query OrderLines($id: ID!, $after: String) {
    order(id: $id) { lineItems(first: 250, after: $after) { ${lineFields} } }
  }`,
  answer: z.object({ order: z.object({ lineItems: pageOf(line) }) }),
};

export const fulfillmentIdsDocument = {
  what: 'fulfilments of the order',
  text: `query FulfillmentIds($id: ID!) { order(id: $id) { fulfillments(first: 250) { id status } } }`,
  answer: z.object({
    order: z.object({ fulfillments: z.array(z.object({ id: gidDigits, status: z.string() })).max(249) }),
  }),
};

export const fulfillmentLinesDocument = {
  what: 'lines of a fulfilment',
  text: `query FulfillmentLines($id: ID!, $after: String) {
    fulfillment(id: $id) { fulfillmentLineItems(first: 250, after: $after) { ${fulfillmentLineFields} } }
  }`,
  answer: z.object({ fulfillment: z.object({ fulfillmentLineItems: fulfillmentLines }) }),
};
