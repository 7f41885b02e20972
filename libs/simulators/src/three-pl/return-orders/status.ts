import type { ReturnOrder, ReturnOrderStatus } from '../entities.js';

/** Moves a return order on and keeps when. Staying where it is leaves no trace. */
export const moveTo = (order: ReturnOrder, status: ReturnOrderStatus, now: Date): void => {
  if (order.status === status) return;
  order.status = status;
  order.updated_at = now.toISOString();
  order.status_history.push({ status, at: order.updated_at });
};
