import { padded } from '../decimals.js';
import { gid } from '../gid.js';
import type { Order, Transaction } from '../orders/order.js';
import type { Shop } from '../state.js';
import { withOffset } from '../times.js';
import { raw } from './raw-number.js';

/** A transaction as `order_transactions/create` and refunds carry it. */
export function transactionBody(shop: Shop, order: Order, transaction: Transaction) {
  const at = (iso: string): string => withOffset(iso, shop.utcOffset);
  return {
    id: raw(transaction.id),
    order_id: raw(order.id),
    kind: transaction.kind.toLowerCase(),
    gateway: transaction.gateway,
    status: transaction.status.toLowerCase(),
    message: null,
    created_at: at(transaction.createdAt),
    test: false,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: transaction.parentId === null ? null : raw(transaction.parentId),
    processed_at: transaction.processedAt === null ? null : at(transaction.processedAt),
    device_id: null,
    error_code: null,
    source_name: order.sourceName,
    receipt: {},
    amount: padded(transaction.amount, order.currency),
    currency: order.currency,
    payment_id: `${order.name}.${order.transactions.indexOf(transaction) + 1}`,
    total_unsettled_set: unsettled(order),
    manual_payment_gateway: transaction.gateway === 'manual',
    amount_rounding: null,
    admin_graphql_api_id: gid('OrderTransaction', transaction.id),
  };
}

/** The one money set that names its key `currency`. */
function unsettled(order: Order) {
  const none = { amount: padded(0, order.currency), currency: order.currency };
  return { presentment_money: none, shop_money: none };
}
