import { z } from 'zod';
import type { GraphqlDocument } from '../graphql/graphql.js';
import { pageOf } from '../graphql/pages.js';
import { gidDigits, instant, shopMoney, sku } from '../values.js';

const allocation = z.object({
  allocatedAmountSet: shopMoney,
  discountApplication: z.object({ __typename: z.string(), title: z.string().optional() }),
});

const pricedLine = z.object({
  id: gidDigits,
  sku,
  title: z.string(),
  quantity: z.int().nonnegative(),
  variant: z.object({ barcode: z.string().nullable() }).nullable(),
  originalUnitPriceSet: shopMoney,
  discountAllocations: z.array(allocation),
  taxLines: z.array(z.object({ priceSet: shopMoney })),
});
export type PricedLine = z.infer<typeof pricedLine>;

const attribute = z.object({ key: z.string(), value: z.string().nullable() });

const pricedOrder = z.object({
  id: gidDigits,
  name: z.string().min(1),
  createdAt: instant,
  updatedAt: instant,
  cancelledAt: instant.nullable(),
  currencyCode: z.string(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  customAttributes: z.array(attribute),
  paymentGatewayNames: z.array(z.string()),
  totalPriceSet: shopMoney,
  totalTaxSet: shopMoney.nullable(),
  shippingLines: pageOf(z.object({ title: z.string(), discountedPriceSet: shopMoney })),
  lineItems: pageOf(pricedLine),
});
export type PricedOrder = z.infer<typeof pricedOrder>;

const money = 'shopMoney { amount currencyCode }';
const paging = 'pageInfo { hasNextPage endCursor }';
const lineFields = `nodes {
    id sku title quantity
    variant { barcode }
    originalUnitPriceSet { ${money} }
    discountAllocations { allocatedAmountSet { ${money} } discountApplication { __typename ... on ManualDiscountApplication { title } } }
    taxLines { priceSet { ${money} } }
  } ${paging}`;

/** An order with the price of every line and with what it shows of itself; about 320. */
export const pricedOrderDocument: GraphqlDocument<{ order: PricedOrder | null }> = {
  what: 'the exchange order',
  text: `query PricedOrder($id: ID!) {
    order(id: $id) {
      id name createdAt updatedAt cancelledAt currencyCode
      tags note customAttributes { key value } paymentGatewayNames
      totalPriceSet { ${money} } totalTaxSet { ${money} }
      shippingLines(first: 10) { nodes { title discountedPriceSet { ${money} } } ${paging} }
      lineItems(first: 50) { ${lineFields} }
    }
  }`,
  answer: z.object({ order: pricedOrder.nullable() }),
};

/** About 500. */
export const pricedLinesDocument = {
  what: 'lines of the exchange order',
  text: `query PricedLines($id: ID!, $after: String) {
    order(id: $id) { lineItems(first: 100, after: $after) { ${lineFields} } }
  }`,
  answer: z.object({ order: z.object({ lineItems: pageOf(pricedLine) }) }),
};

const exchangeLine = z.object({
  lineItems: z.array(z.object({ id: gidDigits })).nullable(),
});
const orderReturn = z.object({ createdAt: instant, exchangeLineItems: pageOf(exchangeLine) });
export type OrderReturn = z.infer<typeof orderReturn>;

/** What returns on an order give in exchange; about 530. */
export const returnsDocument = {
  what: 'returns of the order',
  text: `query OrderReturns($id: ID!, $after: String) {
    order(id: $id) {
      returns(first: 10, after: $after) {
        nodes {
          createdAt
          exchangeLineItems(first: 25) { nodes { lineItems { id } } ${paging} }
        }
        ${paging}
      }
    }
  }`,
  answer: z.object({ order: z.object({ returns: pageOf(orderReturn) }).nullable() }),
};

const headers = z.object({ id: gidDigits, name: z.string().min(1), createdAt: instant });
export type OrderName = z.infer<typeof headers>;

/** About 12. */
export const ordersNamedDocument = {
  what: 'orders of a name',
  text: `query OrdersNamed($query: String!) {
    orders(first: 10, query: $query) { nodes { id name createdAt } ${paging} }
  }`,
  answer: z.object({ orders: pageOf(headers) }),
};

export const orderNameDocument = {
  what: 'the name of the order',
  text: `query OrderName($id: ID!) { order(id: $id) { id name createdAt } }`,
  answer: z.object({ order: headers.nullable() }),
};
