import type { ReadModel } from '@backhaul/service-kit';
import type { Receipt } from './receipt/state.js';

/** How far a receipt is. */
export const receiptStatuses = ['blind', 'waiting', 'handed-over'] as const;
export type ReceiptStatus = (typeof receiptStatuses)[number];

/** One row per receipt of a warehouse. */
export const receiptModel: ReadModel<Receipt> = {
  name: 'receipts',
  version: 1,
  schema: 'aims360',
  tables: [
    {
      name: 'receipt',
      owner: 'stream_id',
      primaryKey: ['stream_id'],
      columns: {
        stream_id: 'text COLLATE "C" NOT NULL',
        merchant_id: 'text NOT NULL',
        receipt_id: 'text NOT NULL',
        status: 'text NOT NULL',
        return_id: 'text',
        receipt: 'jsonb NOT NULL',
        unmapped: 'jsonb NOT NULL',
        taken_at: 'timestamptz(3) NOT NULL',
        changed_at: 'timestamptz(3) NOT NULL',
      },
      indexes: {
        receipt_newest: '(taken_at DESC, stream_id DESC)',
        receipt_by_status: '(merchant_id, status, taken_at DESC, stream_id DESC)',
        receipt_of_return: '(return_id)',
      },
    },
  ],
  rowsOf(state, { id, first, last }) {
    const { taken, returnId, unmapped } = state;
    if (taken === null) return {};
    return {
      receipt: [
        {
          stream_id: id,
          merchant_id: first.merchantId,
          receipt_id: taken.receiptId,
          status: statusOf(state),
          return_id: returnId,
          receipt: taken,
          unmapped,
          taken_at: first.occurredAt.toISOString(),
          changed_at: last.occurredAt.toISOString(),
        },
      ],
    };
  },
};

function statusOf({ returnId, handedOver }: Receipt): ReceiptStatus {
  if (handedOver !== null) return 'handed-over';
  return returnId === null ? 'blind' : 'waiting';
}
