import { gid, levelGid } from '../gid.js';
import { levelAt, quantityOf } from '../inventory/stock.js';
import type { Product } from '../inventory/product.js';
import type { Order, OrderLine, Refund, Transaction } from '../orders/order.js';
import type { OrderReturn } from '../returns/order-return.js';
import { editBody } from '../rest/edit-body.js';
import { orderBody } from '../rest/order-body.js';
import { raw } from '../rest/raw-number.js';
import { refundBody } from '../rest/refund-body.js';
import { returnBody } from '../rest/return-body.js';
import { transactionBody } from '../rest/transaction-body.js';
import type { Shop } from '../state.js';
import { withOffset } from '../times.js';
import type { News } from './announce.js';

export const orderNews = (
  shop: Shop,
  order: Order,
  topic: 'orders/create' | 'orders/updated' | 'orders/cancelled',
): News => ({
  topic,
  body: orderBody(shop, order),
});

export const refundNews = (shop: Shop, order: Order, refund: Refund): News => ({
  topic: 'refunds/create',
  body: refundBody(shop, order, refund),
});

/** A transaction is told only once its money has moved or failed: a pending one stays silent. */
export const transactionNews = (shop: Shop, order: Order, transactions: Transaction[]): News[] =>
  transactions
    .filter(({ status }) => status !== 'PENDING')
    .map((transaction) => ({
      topic: 'order_transactions/create',
      body: transactionBody(shop, order, transaction),
    }));

export function stockNews(shop: Shop, product: Product, locationId: string, now: Date): News {
  const level = levelAt(product, locationId, now);
  return {
    topic: 'inventory_levels/update',
    body: {
      inventory_item_id: raw(product.inventoryItemId),
      location_id: raw(locationId),
      available: quantityOf(level, 'available'),
      updated_at: withOffset(level.updatedAt, shop.utcOffset),
      admin_graphql_api_id: levelGid(product.inventoryItemId, locationId),
    },
  };
}

/** The reference shows an empty body for `returns/process`: a bell, nothing more (contracts/shopify.md §2). */
export function returnNews(
  order: Order,
  one: OrderReturn,
  topic: 'returns/approve' | 'returns/process' | 'returns/close' | 'returns/cancel',
): News {
  if (topic === 'returns/approve') return { topic, body: returnBody(order, one) };
  if (topic === 'returns/process') return { topic, body: {} };
  return {
    topic,
    body: {
      id: raw(one.id),
      admin_graphql_api_id: gid('Return', one.id),
      order_id: raw(order.id),
      status: one.status.toLowerCase(),
    },
  };
}

export const editNews = (shop: Shop, order: Order, added: OrderLine[], at: Date): News => ({
  topic: 'orders/edited',
  body: editBody(shop, order, added, at),
});
