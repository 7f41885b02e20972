import type { Kernel } from '../../kernel/index.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews } from '../webhooks/news.js';
import type { Order } from './order.js';

/** Adds tags that are not there yet; nothing is told when nothing is new. */
export function addTags(kernel: Kernel<ShopifyState>, shop: Shop, order: Order, tags: string[]): void {
  const fresh = tags.filter((tag) => !order.tags.includes(tag));
  if (fresh.length === 0) return;
  order.tags.push(...fresh);
  order.updatedAt = kernel.clock.now().toISOString();
  announce(kernel, shop, [orderNews(shop, order, 'orders/updated')]);
}
