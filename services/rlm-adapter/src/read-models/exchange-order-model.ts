import type { ReadModel } from '@backhaul/service-kit';
import { hindranceOf, hindrances } from '../exchange-order/hindrances.js';
import { numbersOf } from '../exchange-order/rlm-order.js';
import { isImported, paidBy, type ExchangeOrder } from '../exchange-order/state.js';
import { isWatched } from '../exchange-order/task-rules.js';

/** How far an exchange order is. */
export const exchangeOrderStatuses = ['imported', 'importing', 'refused', 'unseen', ...hindrances] as const;
export type ExchangeOrderStatus = (typeof exchangeOrderStatuses)[number];

/** One row per exchange order of the shop. */
export const exchangeOrderModel: ReadModel<ExchangeOrder> = {
  name: 'rlm_exchange_orders',
  version: 1,
  schema: 'rlm',
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
        original_order_id: 'text',
        original_order_name: 'text',
        return_id: 'text',
        status: 'text NOT NULL',
        order_number: 'text',
        native: 'boolean NOT NULL',
        value: 'bigint',
        captured: 'bigint',
        currency: 'text',
        /** Worth looking for in the ERP. */
        watched: 'boolean NOT NULL',
        seen_at: 'timestamptz(3) NOT NULL',
        changed_at: 'timestamptz(3) NOT NULL',
      },
      indexes: {
        rlm_exchange_order_newest: '(merchant_id, seen_at DESC, stream_id DESC)',
        rlm_exchange_order_of_return: '(return_id)',
      },
    },
  ],
  rowsOf(state, { id, first, last }) {
    const { seen, returnId, orders } = state;
    const share = paidBy(state);
    return {
      exchange_order: [
        {
          stream_id: id,
          merchant_id: first.merchantId,
          exchange_order_id: id.slice(first.merchantId.length + 1),
          exchange_order_name: seen?.order.exchangeOrderName ?? null,
          original_order_id: seen?.order.orderId ?? null,
          original_order_name: seen?.order.orderName ?? null,
          return_id: returnId,
          status: statusOf(state),
          order_number: isImported(state) ? numbersOf(orders) : null,
          native: seen?.order.native ?? false,
          value: share === null ? null : share.offset.amount + share.captured.amount,
          captured: share?.captured.amount ?? null,
          currency: seen?.order.total.currency ?? null,
          watched: isWatched(state),
          seen_at: first.occurredAt.toISOString(),
          changed_at: last.occurredAt.toISOString(),
        },
      ],
    };
  },
};

function statusOf(state: ExchangeOrder): ExchangeOrderStatus {
  const { seen, told, setback } = state;
  if (seen === null) return 'unseen';
  if (told || isImported(state)) return 'imported';
  const hindrance = hindranceOf(seen, state);
  if (hindrance !== null) return hindrance;
  return setback === null ? 'importing' : 'refused';
}
