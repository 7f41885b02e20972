import type { Kernel } from '../../kernel/index.js';
import { orderById } from '../gid.js';
import { freeName } from '../orders/free-name.js';
import { newOrder } from '../orders/new-order.js';
import type { Order } from '../orders/order.js';
import { commit } from '../orders/stock-of-order.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews } from '../webhooks/news.js';
import { exchangeLines, type ExchangeItem } from './exchange-lines.js';
import { itemDiscount, loopDiscount, shareOut } from './loop-discount.js';
import { reserve } from './reserve.js';

/** A separate exchange order, which a returns app (Loop) creates as paid (contracts/shopify.md §6 A). Minor units. */
export interface ExchangeOrderRequest {
  shop: string;
  /** Shopify's id of the original order. */
  orderId: string;
  /** The app's own reference: asked again, the same answer is given and nothing is made twice. */
  key: string;
  /** One entry per unit. */
  items: ExchangeItem[];
  /** Of the name: `EXC-` gives `EXC-20418`, and `EXC-20418-2` for a second one. */
  prefix: string;
  /** Return value that these items use up; taken off the goods as `loop discount`. Null = the discount is off. */
  credit: number | null;
  appId: string;
  tags: string[];
  note: string;
  attributes: { key: string; value: string }[];
}

/** What could be had; without any item in stock there is no order. */
export interface ExchangeOrder {
  orderId: string | null;
  orderName: string | null;
  /** References of the items that are out of stock. */
  outOfStock: string[];
}

/** Creates the order for those items that are in stock: paid without a transaction, no shipping line, no gateway. */
export function placeExchangeOrder(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  request: ExchangeOrderRequest,
): ExchangeOrder {
  const earlier = shop.foreignOrders[request.key];
  if (earlier !== undefined) return { ...earlier, orderName: nameOf(shop, earlier.orderId) };
  const original = orderById(shop, request.orderId);
  if (original === undefined) throw new Error('Order does not exist');
  const { reserved, outOfStock } = reserve(shop, request.items);
  const order = reserved.length === 0 ? null : makeOrder(kernel, shop, original, request, reserved);
  const answer = { orderId: order?.id ?? null, outOfStock };
  shop.foreignOrders[request.key] = answer;
  return { ...answer, orderName: order?.name ?? null };
}

const nameOf = (shop: Shop, orderId: string | null): string | null =>
  orderId === null ? null : (orderById(shop, orderId)?.name ?? null);

function makeOrder(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  original: Order,
  request: ExchangeOrderRequest,
  items: ReturnType<typeof reserve>['reserved'],
): Order {
  const lines = exchangeLines(kernel, shop, items);
  const discounts = [itemDiscount(lines), loopDiscount(lines, request.credit)].flat();
  shareOut(lines, discounts, shop.currency);
  const order = newOrder(kernel, shop, {
    email: original.email,
    customer: original.customer,
    name: freeName(shop, `${request.prefix}${original.number}`),
    sourceName: request.appId,
    appId: request.appId,
    tags: request.tags,
    note: request.note,
    attributes: request.attributes,
    discounts,
    discount: discounts.reduce((sum, { amount }) => sum + amount, 0),
    markedPaid: true,
    lines,
  });
  shop.orders.push(order);
  const stock = lines.flatMap((line) => commit(shop, line, kernel.clock.now()));
  announce(kernel, shop, [orderNews(shop, order, 'orders/create'), ...stock]);
  return order;
}
