import { sum, zero } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import { sumOfParts, type ExchangeContent } from '../../exchange-order/content.js';
import type { Appearance } from '../../exchange-order/recognition/appearance.js';
import type { Graphql } from '../graphql/graphql.js';
import { allNodes, nextCursor } from '../graphql/pages.js';
import { gidOf } from '../values.js';
import { goodsOf, toldLines } from './amounts.js';
import {
  pricedLinesDocument,
  pricedOrderDocument,
  returnsDocument,
  type OrderReturn,
  type PricedLine,
  type PricedOrder,
} from './documents.js';

/** A whole order as a separate exchange order, with what it shows of itself. Null when the shop shows no such order. */
export async function readSeparateExchange(
  graphql: Graphql,
  orderId: string,
  signal?: AbortSignal,
): Promise<{ content: ExchangeContent; appearance: Appearance } | null> {
  const priced = await readPriced(graphql, orderId, signal);
  if (priced === null) return null;
  const { order, lines } = priced;
  const { currencyCode: currency, note, tags, customAttributes: attributes } = order;
  const content = {
    ...factsOf(order, lines),
    native: false,
    createdAt: order.createdAt,
    shipping: sum(
      order.shippingLines.nodes.map(({ discountedPriceSet }) => discountedPriceSet),
      currency,
    ),
    tax: order.totalTaxSet ?? zero(currency),
    total: order.totalPriceSet,
    cancelled: order.cancelledAt !== null,
  };
  return { content, appearance: { orderName: order.name, tags, note, attributes } };
}

/** What returns on an order have added to it. Null when they give nothing in exchange, or the shop shows no such order. */
export async function readNativeExchange(
  graphql: Graphql,
  orderId: string,
  signal?: AbortSignal,
): Promise<ExchangeContent | null> {
  const returns = await givenInExchange(graphql, orderId, signal);
  const [first] = returns.map(({ createdAt }) => createdAt).sort((left, right) => left.getTime() - right.getTime());
  const priced = first === undefined ? null : await readPriced(graphql, orderId, signal);
  if (first === undefined || priced === null) return null;
  const { order, lines } = priced;
  const { currencyCode: currency, cancelledAt } = order;
  const ids = new Set(returns.flatMap(({ lineIds }) => lineIds));
  const given = lines.filter(({ id }) => ids.has(id));
  const taxes = given.flatMap(({ taxLines }) => taxLines.map(({ priceSet }) => priceSet));
  const parts = { ...factsOf(order, given), shipping: zero(currency), tax: sum(taxes, currency) };
  const content = { ...parts, native: true, createdAt: first, cancelled: cancelledAt !== null };
  return { ...content, total: sumOfParts(parts) };
}

async function readPriced(
  graphql: Graphql,
  orderId: string,
  signal?: AbortSignal,
): Promise<{ order: PricedOrder; lines: PricedLine[] } | null> {
  const id = gidOf('Order', orderId);
  const { order } = await graphql.query(pricedOrderDocument, { id }, signal);
  if (order === null) return null;
  if (nextCursor(order.shippingLines) !== null) {
    throw notUnderstood('Shopify', `order ${orderId} has more shipping lines than were asked for`);
  }
  const lines = await allNodes(order.lineItems, async (after) => {
    const page = await graphql.query(pricedLinesDocument, { id, after }, signal);
    return page.order.lineItems;
  });
  return { order, lines: lines.filter(({ quantity }) => quantity > 0) };
}

const factsOf = (order: PricedOrder, lines: readonly PricedLine[]) => ({
  exchangeOrderId: order.id,
  exchangeOrderName: order.name,
  updatedAt: order.updatedAt,
  lines: toldLines(lines, order.currencyCode),
  ...goodsOf(lines, order.currencyCode),
  shippingMethod: order.shippingLines.nodes[0]?.title ?? null,
  paymentMethods: order.paymentGatewayNames,
});

/** Per return, the order lines that processing has added so far. */
async function givenInExchange(
  graphql: Graphql,
  orderId: string,
  signal?: AbortSignal,
): Promise<{ createdAt: Date; lineIds: string[] }[]> {
  const found: OrderReturn[] = [];
  let after: string | null = null;
  do {
    const {
      order,
    }: { order: { returns: Parameters<typeof nextCursor>[0] & { nodes: readonly OrderReturn[] } } | null } =
      await graphql.query(returnsDocument, { id: gidOf('Order', orderId), after }, signal);
    if (order === null) return [];
    found.push(...order.returns.nodes);
    after = nextCursor(order.returns);
  } while (after !== null);
  if (found.some(({ exchangeLineItems }) => nextCursor(exchangeLineItems) !== null)) {
    throw notUnderstood('Shopify', `a return of order ${orderId} has more exchange lines than were asked for`);
  }
  return found
    .map(({ createdAt, exchangeLineItems }) => ({
      createdAt,
      lineIds: exchangeLineItems.nodes.flatMap(({ lineItems }) => (lineItems ?? []).map(({ id }) => id)),
    }))
    .filter(({ lineIds }) => lineIds.length > 0);
}
