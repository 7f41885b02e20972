import type { Queryable } from '@backhaul/event-store';
import type { ReadModel } from '@backhaul/service-kit';
import { hindranceOf, hindrances } from '../exchange-order/hindrances.js';
import type { ExchangeOrder } from '../exchange-order/state.js';

/** How far an exchange order is. */
export const exchangeOrderStatuses = ['imported', 'importing', 'refused', 'unseen', ...hindrances] as const;
export type ExchangeOrderStatus = (typeof exchangeOrderStatuses)[number];

/** One row per exchange order of the shop. */
export const exchangeOrderModel: ReadModel<ExchangeOrder> = {
  name: 'exchange_orders',
  version: 1,
  schema: 'aims360',
  tables: [
    {
      name: 'exchange_order',
      owner: 'stream_id',
      primaryKey: ['stream_id'],
      columns: {
        stream_id: 'text COLLATE "C" NOT NULL',
        merchant_id: 'text NOT NULL',
        exchange_order_id: 'text NOT NULL',
        exchange_order_name: 'text',
        original_order_name: 'text',
        return_id: 'text',
        status: 'text NOT NULL',
        order_number: 'text',
        native: 'boolean NOT NULL',
        total: 'bigint',
        currency: 'text',
        seen_at: 'timestamptz(3) NOT NULL',
        changed_at: 'timestamptz(3) NOT NULL',
      },
      indexes: {
        exchange_order_newest: '(merchant_id, seen_at DESC, stream_id DESC)',
        exchange_order_of_return: '(return_id)',
      },
    },
  ],
  rowsOf(state, { id, first, last }) {
    const { seen, returnId, imported } = state;
    return {
      exchange_order: [
        {
          stream_id: id,
          merchant_id: first.merchantId,
          exchange_order_id: id.slice(first.merchantId.length + 1),
          exchange_order_name: seen?.order.exchangeOrderName ?? null,
          original_order_name: seen?.order.orderName ?? null,
          return_id: returnId,
          status: statusOf(state),
          order_number: imported?.orderNumber ?? null,
          native: seen?.order.native ?? false,
          total: seen?.order.total.amount ?? null,
          currency: seen?.order.total.currency ?? null,
          seen_at: first.occurredAt.toISOString(),
          changed_at: last.occurredAt.toISOString(),
        },
      ],
    };
  },
};

function statusOf(state: ExchangeOrder): ExchangeOrderStatus {
  const { seen, told, imported, setback } = state;
  if (seen === null) return 'unseen';
  if (told || imported !== null) return 'imported';
  const hindrance = hindranceOf(seen, state);
  if (hindrance !== null) return hindrance;
  return setback === null ? 'importing' : 'refused';
}

/** How many exchange orders of a merchant stand in the ERP. */
export async function countImported(db: Queryable, merchantId: string): Promise<number> {
  const { rows } = await db.query({
    name: 'aims360.count-imported',
    text: 'SELECT count(*)::int AS count FROM aims360.exchange_order WHERE merchant_id = $1 AND order_number IS NOT NULL',
    values: [merchantId],
  });
  return (rows as { count: number }[])[0]?.count ?? 0;
}
