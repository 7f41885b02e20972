import type { Queryable } from '@backhaul/event-store';
import type { RlmOrder } from '../../exchange-order/rlm-order.js';
import type { OrderMemory } from './orders.js';

/** Remembers the orders of one merchant; what is written is there before the call that it stands for goes out. */
export function orderMemory(db: Queryable, merchantId: string): OrderMemory {
  return {
    async begin(shopOrderId, division) {
      const { rowCount } = await db.query(
        'INSERT INTO rlm.sent_orders (merchant_id, shop_order_id, division) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [merchantId, shopOrderId, division],
      );
      return rowCount === 1;
    },
    async forget(shopOrderId, division) {
      await db.query(
        `DELETE FROM rlm.sent_orders
         WHERE merchant_id = $1 AND shop_order_id = $2 AND division = $3 AND made IS NULL`,
        [merchantId, shopOrderId, division],
      );
    },
    async keep(shopOrderId, order) {
      await db.query(
        'UPDATE rlm.sent_orders SET made = $4 WHERE merchant_id = $1 AND shop_order_id = $2 AND division = $3',
        [merchantId, shopOrderId, order.division, JSON.stringify(order)],
      );
    },
    async of(shopOrderId) {
      const { rows } = await db.query(
        `SELECT made FROM rlm.sent_orders
         WHERE merchant_id = $1 AND shop_order_id = $2 AND made IS NOT NULL ORDER BY division`,
        [merchantId, shopOrderId],
      );
      return (rows as { made: RlmOrder }[]).map(({ made }) => made);
    },
  };
}
