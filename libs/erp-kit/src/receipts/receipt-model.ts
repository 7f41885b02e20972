import type { ReadModel } from '@backhaul/service-kit';
import type { PostedReceipt } from '../warehouse-receipt/receipt.js';
import type { Receipt } from '../warehouse-receipt/state.js';

/** How far a receipt is. blind: no return is known for it. waiting: something in it has to be mapped first. */
export const receiptStatuses = ['blind', 'waiting', 'handed-over', 'settled'] as const;
export type ReceiptStatus = (typeof receiptStatuses)[number];

/** A row of the read model: one per receipt of a warehouse. */
export interface ReceiptRow<R extends PostedReceipt> {
  readonly stream_id: string;
  readonly merchant_id: string;
  readonly status: ReceiptStatus;
  readonly return_id: string | null;
  readonly receipt: R;
  readonly unmapped: string[];
  readonly settled: string | null;
  readonly taken_at: Date;
}

/** The read model of receipts, as the table `receipt` in the schema of the adapter. */
export function receiptModel<R extends PostedReceipt>(schema: string, version: number): ReadModel<Receipt<R>> {
  return {
    name: 'receipts',
    version,
    schema,
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
          settled: 'text',
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
      const { taken, returnId, unmapped, settled } = state;
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
            unmapped: [...unmapped],
            settled,
            taken_at: first.occurredAt.toISOString(),
            changed_at: last.occurredAt.toISOString(),
          },
        ],
      };
    },
  };
}

function statusOf({ returnId, handedOver, settled }: Receipt): ReceiptStatus {
  if (handedOver !== null) return 'handed-over';
  if (settled !== null) return 'settled';
  return returnId === null ? 'blind' : 'waiting';
}
