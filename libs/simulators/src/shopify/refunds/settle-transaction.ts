import type { Kernel } from '../../kernel/index.js';
import type { Order, Transaction } from '../orders/order.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews, transactionNews } from '../webhooks/news.js';

/** Ends a pending refund transaction, as a slow gateway does; `order_transactions/create` tells of it. */
export function settleTransaction(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  transactionId: string,
  status: 'SUCCESS' | 'FAILURE',
): Transaction {
  const { order, transaction } = find(shop, transactionId);
  if (transaction.status !== 'PENDING') throw new Error(`transaction ${transactionId} is ${transaction.status}`);
  const at = kernel.clock.now().toISOString();
  Object.assign(transaction, { status, processedAt: at });
  order.updatedAt = at;
  for (const refund of order.refunds) if (refund.id === transaction.refundId) refund.updatedAt = at;
  announce(kernel, shop, [...transactionNews(shop, order, [transaction]), orderNews(shop, order, 'orders/updated')]);
  return transaction;
}

function find(shop: Shop, transactionId: string): { order: Order; transaction: Transaction } {
  for (const order of shop.orders) {
    const transaction = order.transactions.find(({ id }) => id === transactionId);
    if (transaction !== undefined) return { order, transaction };
  }
  throw new Error(`${shop.domain} has no transaction ${transactionId}`);
}
