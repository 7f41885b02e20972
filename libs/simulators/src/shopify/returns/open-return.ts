import type { Kernel } from '../../kernel/index.js';
import { newId, orderById } from '../gid.js';
import type { Order } from '../orders/order.js';
import { productBySku } from '../orders/stock-of-order.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews, returnNews } from '../webhooks/news.js';
import type { ExchangeLine, OrderReturn, ReturnLine } from './order-return.js';

/** A return that an app (Loop with native exchanges) opens on an order. Minor units. */
export interface ReturnOpening {
  shop: string;
  orderId: string;
  /** The app's own reference: asked again, the same return is answered. */
  key: string;
  lines: { lineItemId: string; quantity: number; reasonNote: string }[];
  /** What shall go out for it. */
  exchange: { sku: string; quantity: number; unitPrice: number }[];
}

/** Opens an approved return. Throws when there is no such order. */
export function openReturn(kernel: Kernel<ShopifyState>, shop: Shop, asked: ReturnOpening): OrderReturn {
  const order = orderById(shop, asked.orderId);
  if (order === undefined) throw new Error('Order does not exist');
  const earlier = order.returns.find(({ key }) => key === asked.key);
  if (earlier !== undefined) return earlier;
  const at = kernel.clock.now().toISOString();
  const made: OrderReturn = {
    id: newId(kernel, shop, 'Return'),
    name: `${order.name}-R${order.returns.length + 1}`,
    status: 'OPEN',
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    key: asked.key,
    lines: asked.lines.map((line) => returnLine(kernel, shop, order, line)),
    exchangeLines: asked.exchange.map((item) => exchangeLine(kernel, shop, item)),
    refundIds: [],
  };
  order.returns.push(made);
  order.updatedAt = at;
  announce(kernel, shop, [returnNews(order, made, 'returns/approve'), orderNews(shop, order, 'orders/updated')]);
  return made;
}

function returnLine(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  order: Order,
  { lineItemId, quantity, reasonNote }: ReturnOpening['lines'][number],
): ReturnLine {
  const shipped = order.fulfillments.flatMap(({ lines }) => lines).find((line) => line.lineItemId === lineItemId);
  return {
    id: newId(kernel, shop, 'ReturnLineItem'),
    lineItemId,
    fulfillmentLineItemId: shipped?.id ?? null,
    quantity,
    processedQuantity: 0,
    reason: 'OTHER',
    reasonNote: reasonNote.slice(0, 255),
  };
}

function exchangeLine(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  { sku, quantity, unitPrice }: ReturnOpening['exchange'][number],
): ExchangeLine {
  const { variantId, title } = productBySku(shop, sku);
  return {
    id: newId(kernel, shop, 'ExchangeLineItem'),
    variantId,
    sku,
    title,
    quantity,
    processedQuantity: 0,
    unitPrice,
    lineItemIds: [],
  };
}
