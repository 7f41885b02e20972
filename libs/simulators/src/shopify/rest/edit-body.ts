import type { Order, OrderLine } from '../orders/order.js';
import type { Shop } from '../state.js';
import { withOffset } from '../times.js';
import { raw } from './raw-number.js';

/** `orders/edited`: lines that were added to an order. */
export function editBody(shop: Shop, order: Order, added: OrderLine[], at: Date) {
  const time = withOffset(at.toISOString(), shop.utcOffset);
  return {
    order_edit: {
      id: raw(order.id),
      order_id: raw(order.id),
      app_id: null,
      created_at: time,
      committed_at: time,
      notify_customer: false,
      reason: null,
      staff_note: null,
      user_id: null,
      line_items: { additions: added.map(({ id, quantity }) => ({ id: raw(id), delta: quantity })), removals: [] },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}
