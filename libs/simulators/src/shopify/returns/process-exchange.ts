import type { Kernel } from '../../kernel/index.js';
import type { ExchangeItem } from '../exchange/exchange-lines.js';
import { exchangeLines } from '../exchange/exchange-lines.js';
import { reserve } from '../exchange/reserve.js';
import { newId } from '../gid.js';
import type { Order, OrderLine, Transaction } from '../orders/order.js';
import { commit } from '../orders/stock-of-order.js';
import type { ForeignOrder, Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { editNews, orderNews, returnNews, transactionNews } from '../webhooks/news.js';
import { findReturn } from './find-return.js';
import type { OrderReturn } from './order-return.js';

/** Native exchange (contracts/shopify.md §6 B): the return's exchange items become lines of the original order. */
export interface ExchangeProcessing {
  shop: string;
  orderId: string;
  /** Of the return. */
  returnKey: string;
  /** The app's own reference of this processing: asked again, the same answer is given. */
  key: string;
  /** One entry per unit. */
  items: ExchangeItem[];
  /** What the shopper has paid the app on top; booked as a manual payment, so that nothing is outstanding. */
  paid: number;
}

/** Adds what is in stock to the order; answers the references of what is not. */
export function processExchange(kernel: Kernel<ShopifyState>, shop: Shop, asked: ExchangeProcessing): ForeignOrder {
  const earlier = shop.foreignOrders[asked.key];
  if (earlier !== undefined) return earlier;
  const { order, one } = findReturn(shop, asked.orderId, asked.returnKey);
  const { reserved, outOfStock } = reserve(shop, asked.items);
  const answer = { orderId: reserved.length === 0 ? null : order.id, outOfStock };
  shop.foreignOrders[asked.key] = answer;
  if (reserved.length > 0) amend(kernel, shop, order, one, exchangeLines(kernel, shop, reserved), asked.paid);
  return answer;
}

function amend(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  order: Order,
  one: OrderReturn,
  lines: OrderLine[],
  paid: number,
): void {
  const now = kernel.clock.now();
  addDiscount(order, lines);
  order.lines.push(...lines);
  const payments = paid === 0 ? [] : [payment(kernel, shop, paid, now.toISOString())];
  order.transactions.push(...payments);
  for (const line of lines) bookLine(one, line);
  order.updatedAt = one.updatedAt = now.toISOString();
  const stock = lines.flatMap((line) => commit(shop, line, now));
  announce(kernel, shop, [
    returnNews(order, one, 'returns/process'),
    editNews(shop, order, lines, now),
    orderNews(shop, order, 'orders/updated'),
    ...transactionNews(shop, order, payments),
    ...stock,
  ]);
}

/** A discount of the new items is one more application; the earlier lines have no share in it. */
function addDiscount(order: Order, lines: OrderLine[]): void {
  const amount = lines.reduce((sum, { discount }) => sum + discount, 0);
  const none = order.discounts.map(() => 0);
  for (const line of lines) line.discountShares = amount === 0 ? none : [...none, line.discount];
  if (amount === 0) return;
  order.discounts.push({ kind: 'manual', title: 'Discount', amount });
  order.discount += amount;
}

/** Gives the units of a new order line to the exchange lines of its variant. */
function bookLine(one: OrderReturn, line: OrderLine): void {
  let left = line.quantity;
  for (const wanted of one.exchangeLines.filter(({ variantId }) => variantId === line.variantId)) {
    const taken = Math.min(left, wanted.quantity - wanted.processedQuantity);
    if (taken === 0) continue;
    wanted.processedQuantity += taken;
    wanted.lineItemIds.push(line.id);
    left -= taken;
  }
}

const payment = (kernel: Kernel<ShopifyState>, shop: Shop, amount: number, at: string): Transaction => ({
  id: newId(kernel, shop, 'OrderTransaction'),
  kind: 'SALE',
  status: 'SUCCESS',
  gateway: 'manual',
  amount,
  parentId: null,
  refundId: null,
  createdAt: at,
  processedAt: at,
});
