import type { Kernel } from '../../kernel/index.js';
import { newId } from '../gid.js';
import { move } from '../inventory/stock.js';
import { nextUnitsValue } from '../orders/amounts.js';
import type { Order, Refund, RefundLine, Transaction } from '../orders/order.js';
import { productBySku } from '../orders/stock-of-order.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce, type News } from '../webhooks/announce.js';
import { orderNews, refundNews, stockNews, transactionNews } from '../webhooks/news.js';
import type { RefundRequest } from './refund-request.js';

/** Makes a refund that nothing speaks against: goods, stock, money, and one round of webhooks. */
export function applyRefund(kernel: Kernel<ShopifyState>, shop: Shop, order: Order, request: RefundRequest): Refund {
  const now = kernel.clock.now();
  const at = now.toISOString();
  const refund: Refund = {
    id: newId(kernel, shop, 'Refund'),
    createdAt: at,
    processedAt: request.processedAt ?? at,
    updatedAt: at,
    note: request.note,
    returnId: request.returnId ?? null,
    lines: [],
    shipping: request.shipping === 0 ? null : { id: newId(kernel, shop, 'ShippingLine'), amount: request.shipping },
    adjustmentId: newId(kernel, shop, 'OrderAdjustment'),
  };
  order.refunds.push(refund);
  // One by one: the value of a line's next units depends on those already in the refund.
  for (const line of request.lines) refund.lines.push(refundLine(kernel, shop, order, line));
  const transactions = request.money.map((money) => refundTransaction(kernel, shop, order, refund, money));
  order.transactions.push(...transactions);
  order.updatedAt = at;
  const stock = refund.lines.flatMap((line) => restock(shop, order, line, now));
  announce(kernel, shop, [
    refundNews(shop, order, refund),
    orderNews(shop, order, 'orders/updated'),
    ...transactionNews(shop, order, transactions),
    ...stock,
  ]);
  return refund;
}

function refundLine(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  order: Order,
  asked: RefundRequest['lines'][number],
): RefundLine {
  const line = order.lines.find(({ id }) => id === asked.lineItemId);
  if (line === undefined) throw new Error(`order ${order.id} has no line ${asked.lineItemId}`);
  return {
    ...asked,
    id: newId(kernel, shop, 'RefundLineItem'),
    locationId: asked.restockType === 'NO_RESTOCK' ? null : asked.locationId,
    ...nextUnitsValue(order, line, asked.quantity),
  };
}

/** The gateway is the parent's, whatever was asked for. */
function refundTransaction(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  order: Order,
  refund: Refund,
  money: { parentId: string | null; amount: number },
): Transaction {
  const parent = order.transactions.find(({ id }) => id === money.parentId);
  const gateway = parent?.gateway ?? 'manual';
  const pending = shop.pendingGateways.includes(gateway);
  return {
    id: newId(kernel, shop, 'OrderTransaction'),
    kind: 'REFUND',
    status: pending ? 'PENDING' : 'SUCCESS',
    gateway,
    amount: money.amount,
    parentId: money.parentId,
    refundId: refund.id,
    createdAt: refund.createdAt,
    processedAt: pending ? null : refund.createdAt,
  };
}

function restock(shop: Shop, order: Order, line: RefundLine, now: Date): News[] {
  const { restockType, locationId, quantity } = line;
  const sku = order.lines.find(({ id }) => id === line.lineItemId)?.sku;
  if (restockType === 'NO_RESTOCK' || locationId === null || sku === undefined) return [];
  const product = productBySku(shop, sku);
  move(product, locationId, { available: quantity }, now);
  if (restockType === 'CANCEL') uncommit(order, line, product, now);
  return [stockNews(shop, product, locationId, now)];
}

function uncommit(order: Order, line: RefundLine, product: ReturnType<typeof productBySku>, now: Date): void {
  const from = order.lines.find(({ id }) => id === line.lineItemId)?.locationId;
  if (from !== undefined) move(product, from, { committed: -line.quantity }, now);
}
