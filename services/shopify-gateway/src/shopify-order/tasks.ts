import { displayMoney } from '@backhaul/money';
import type { ShopifyOrderEvent } from './events.js';
import type { OrderSnapshot, RefundSnapshot, RefundTransaction } from './order-snapshot.js';

/** Money that a refund got only after it was recorded: the refund has been booked with less, so a person compares. */
export function lateMoney(
  order: OrderSnapshot,
  refund: RefundSnapshot,
  transaction: RefundTransaction,
): ShopifyOrderEvent {
  const { refundId } = refund;
  const { transactionId, amount, status } = transaction;
  const data = {
    taskId: `check-refund:${refundId}:${transactionId}`,
    returnId: null,
    kind: 'check-refund',
    title: `Refund of order ${order.orderName} got another payment`,
    why: 'The shop added a payment to a refund that was already recorded. Compare the refund with the ERP and book the difference.',
    values: {
      order: order.orderName,
      refund: refundId,
      transaction: transactionId,
      amount: displayMoney(amount),
      status,
    },
    role: 'finance' as const,
    openedAt: order.updatedAt.toISOString(),
  };
  return { type: 'TaskOpened', data, occurredAt: order.updatedAt };
}
