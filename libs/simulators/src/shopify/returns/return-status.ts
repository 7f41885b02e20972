import type { Order } from '../orders/order.js';

/** An order's `returnStatus`, in the order of precedence that was recorded (contracts/shopify.md §3). */
export function returnStatusOf({ returns }: Order): string {
  const any = (status: string): boolean => returns.some((one) => one.status === status);
  if (any('REQUESTED')) return 'RETURN_REQUESTED';
  if (any('OPEN')) return 'IN_PROGRESS';
  return any('CLOSED') ? 'RETURNED' : 'NO_RETURN';
}
