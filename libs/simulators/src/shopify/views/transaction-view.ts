import { gid } from '../gid.js';
import type { Context } from '../graphql/context.js';
import type { Order, Transaction } from '../orders/order.js';
import { seconds } from '../times.js';
import { orderBag } from './order-bag.js';

/** A transaction as GraphQL shows it. */
export function transactionView(context: Context, order: Order, transaction: Transaction): object {
  const parent = order.transactions.find(({ id }) => id === transaction.parentId);
  return {
    id: gid('OrderTransaction', transaction.id),
    kind: transaction.kind,
    status: transaction.status,
    gateway: transaction.gateway,
    formattedGateway: transaction.gateway.replaceAll('_', ' '),
    manualPaymentGateway: transaction.gateway === 'manual',
    amountSet: orderBag(order, transaction.amount),
    parentTransaction: parent === undefined ? null : () => transactionView(context, order, parent),
    order: () => context.orderView(context, order),
    paymentId: `${order.name}.${order.transactions.indexOf(transaction) + 1}`,
    processedAt: transaction.processedAt === null ? null : seconds(transaction.processedAt),
    createdAt: seconds(transaction.createdAt),
    errorCode: null,
    test: false,
    receiptJson: '{}',
  };
}
