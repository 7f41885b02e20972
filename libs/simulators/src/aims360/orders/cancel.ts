import type { SalesOrder } from '../masters/entities.js';
import { requireShippable } from './pick.js';

/** A person cancels what has not shipped. Throws 409 `InvalidState` for an order that is not open. */
export const cancelOrder = (order: SalesOrder, now: Date): SalesOrder => {
  requireShippable(order);
  for (const size of order.lines.flatMap((line) => line.sizes))
    size.cancelledQuantity = size.orderQuantity - size.shippedQuantity;
  const shipped = order.lines.some((line) => line.sizes.some((size) => size.shippedQuantity > 0));
  order.status = shipped ? 'Completed' : 'Cancelled';
  order.revision += 1;
  order.lastModifiedOn = now.toISOString();
  return order;
};
