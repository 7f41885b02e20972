import { z } from 'zod';
import type { GraphqlDocument } from '../graphql/graphql.js';
import { pageOf } from '../graphql/pages.js';
import { gidDigits, instant, shopMoney, sku } from '../values.js';

const restockTypes = {
  RETURN: 'return',
  NO_RESTOCK: 'no-restock',
  CANCEL: 'cancel',
  LEGACY_RESTOCK: 'legacy-restock',
} as const;

/** An unknown status is no proof of anything: the money counts as under way. */
const statuses = {
  SUCCESS: 'success',
  PENDING: 'pending',
  AWAITING_RESPONSE: 'pending',
  UNKNOWN: 'pending',
  FAILURE: 'failed',
  ERROR: 'failed',
} as const;

const keyOf = <T extends object>(map: T) => z.enum(Object.keys(map) as [keyof T & string, ...(keyof T & string)[]]);

const refundLine = z.object({
  lineItem: z.object({ id: gidDigits, sku }),
  quantity: z.int().nonnegative(),
  restockType: keyOf(restockTypes).transform((type) => restockTypes[type]),
  location: z.object({ id: gidDigits }).nullable(),
  subtotalSet: shopMoney,
  totalTaxSet: shopMoney,
});
const shippingLine = z.object({ subtotalAmountSet: shopMoney });
const transaction = z.object({
  id: gidDigits,
  kind: z.string(),
  status: keyOf(statuses).transform((status) => statuses[status]),
  amountSet: shopMoney,
});

export type RefundLine = z.infer<typeof refundLine>;
export type RefundShippingLine = z.infer<typeof shippingLine>;
export type RefundMoney = z.infer<typeof transaction>;

const refundPage = z.object({
  id: gidDigits,
  createdAt: instant.nullable(),
  updatedAt: instant,
  refundLineItems: pageOf(refundLine),
  refundShippingLines: pageOf(shippingLine),
  transactions: pageOf(transaction),
});
export type RefundPage = z.infer<typeof refundPage>;

const money = 'shopMoney { amount currencyCode }';
const paging = 'pageInfo { hasNextPage endCursor }';

/** One page of each of a refund's lists; about 610. */
export const refundDocument: GraphqlDocument<{ refund: RefundPage }> = {
  what: 'the refund',
  text: `query Refund($id: ID!, $lines: String, $shipping: String, $transactions: String) {
    refund(id: $id) {
      id createdAt updatedAt
      refundLineItems(first: 50, after: $lines) {
        nodes {
          quantity restockType
          lineItem { id sku }
          location { id }
          subtotalSet { ${money} }
          totalTaxSet { ${money} }
        }
        ${paging}
      }
      refundShippingLines(first: 20, after: $shipping) { nodes { subtotalAmountSet { ${money} } } ${paging} }
      transactions(first: 50, after: $transactions) { nodes { id kind status amountSet { ${money} } } ${paging} }
    }
  }`,
  answer: z.object({ refund: refundPage }),
};
