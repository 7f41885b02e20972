import { refundedBy, refundValue, transactionsOf } from '../orders/totals.js';
import type { Order, Refund } from '../orders/order.js';

export interface Adjustment {
  id: string;
  amount: number;
  reason: 'REFUND_DISCREPANCY' | 'PENDING_REFUND_DISCREPANCY';
}

/**
 * How goods and money of a refund differ: positive for goods without money, negative for money without goods.
 * Money that is still on its way shows as a pending discrepancy.
 */
export function adjustmentsOf(order: Order, refund: Refund): Adjustment[] {
  const amount = refundValue(refund) - refundedBy(order, refund);
  if (amount === 0) return [];
  const pending = transactionsOf(order, refund).some(({ status }) => status === 'PENDING');
  return [{ id: refund.adjustmentId, amount, reason: pending ? 'PENDING_REFUND_DISCREPANCY' : 'REFUND_DISCREPANCY' }];
}
