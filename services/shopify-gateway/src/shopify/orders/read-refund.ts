import { sum } from '@backhaul/money';
import type { RefundSnapshot } from '../../shopify-order/order-snapshot.js';
import type { Graphql } from '../graphql/graphql.js';
import type { Page } from '../graphql/pages.js';
import { gidOf } from '../values.js';
import {
  refundDocument,
  type RefundLine,
  type RefundMoney,
  type RefundPage,
  type RefundShippingLine,
} from './refund-document.js';

/** A refund with every page of its lists. */
export async function readRefund(
  graphql: Graphql,
  refundId: string,
  currency: string,
  signal?: AbortSignal,
): Promise<RefundSnapshot> {
  const lines: RefundLine[] = [];
  const shipping: RefundShippingLine[] = [];
  const transactions: RefundMoney[] = [];
  let cursors: Cursors = { lines: null, shipping: null, transactions: null };
  for (;;) {
    const variables = { id: gidOf('Refund', refundId), ...cursors };
    const { refund } = await graphql.query(refundDocument, variables, signal);
    lines.push(...refund.refundLineItems.nodes);
    shipping.push(...refund.refundShippingLines.nodes);
    transactions.push(...refund.transactions.nodes);
    if (!hasMore(refund)) return toSnapshot(refundId, currency, refund, { lines, shipping, transactions });
    cursors = after(refund, cursors);
  }
}

interface Cursors {
  readonly lines: string | null;
  readonly shipping: string | null;
  readonly transactions: string | null;
}

const hasMore = ({ refundLineItems, refundShippingLines, transactions }: RefundPage): boolean =>
  [refundLineItems, refundShippingLines, transactions].some(({ pageInfo }) => pageInfo.hasNextPage);

/** A list that has ended goes on behind its last entry, where there is nothing: so nothing is read twice. */
function after(refund: RefundPage, before: Cursors): Cursors {
  const end = (page: Page<unknown>, cursor: string | null): string | null => page.pageInfo.endCursor ?? cursor;
  return {
    lines: end(refund.refundLineItems, before.lines),
    shipping: end(refund.refundShippingLines, before.shipping),
    transactions: end(refund.transactions, before.transactions),
  };
}

function toSnapshot(
  refundId: string,
  currency: string,
  { createdAt, updatedAt }: RefundPage,
  lists: { lines: RefundLine[]; shipping: RefundShippingLine[]; transactions: RefundMoney[] },
): RefundSnapshot {
  return {
    refundId,
    createdAt: createdAt ?? updatedAt,
    lines: lists.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ lineItem, quantity, restockType, location, subtotalSet, totalTaxSet }) => ({
        orderLineId: lineItem.id,
        sku: lineItem.sku,
        quantity,
        restockType,
        locationId: location?.id ?? null,
        subtotal: subtotalSet,
        tax: totalTaxSet,
      })),
    shipping: sum(
      lists.shipping.map(({ subtotalAmountSet }) => subtotalAmountSet),
      currency,
    ),
    transactions: lists.transactions
      .filter(({ kind }) => kind === 'REFUND')
      .map(({ id, status, amountSet }) => ({ transactionId: id, status, amount: amountSet })),
  };
}
