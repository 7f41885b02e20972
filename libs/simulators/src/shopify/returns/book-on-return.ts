import type { Refund } from '../orders/order.js';
import type { OrderReturn } from './order-return.js';

/** A refund that came out of a return has processed the units in it. */
export function bookOnReturn(one: OrderReturn, refund: Refund): void {
  one.refundIds.push(refund.id);
  one.updatedAt = refund.createdAt;
  for (const { lineItemId, quantity } of refund.lines) {
    let left = quantity;
    for (const line of one.lines.filter((each) => each.lineItemId === lineItemId)) {
      const taken = Math.min(left, line.quantity - line.processedQuantity);
      line.processedQuantity += taken;
      left -= taken;
    }
  }
}
