import type { Kernel } from '../../kernel/index.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews, returnNews } from '../webhooks/news.js';
import { findReturn } from './find-return.js';
import type { OrderReturn } from './order-return.js';

/** Closes or cancels an open return; one that has ended stays as it is. */
export function endReturn(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  orderId: string,
  key: string,
  status: 'CLOSED' | 'CANCELED',
): OrderReturn {
  const { order, one } = findReturn(shop, orderId, key);
  if (one.status !== 'OPEN') return one;
  const at = kernel.clock.now().toISOString();
  Object.assign(one, { status, updatedAt: at, closedAt: status === 'CLOSED' ? at : null });
  order.updatedAt = at;
  announce(kernel, shop, [
    returnNews(order, one, status === 'CLOSED' ? 'returns/close' : 'returns/cancel'),
    orderNews(shop, order, 'orders/updated'),
  ]);
  return one;
}
