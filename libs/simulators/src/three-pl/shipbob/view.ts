import type { Disposition, Receipt, ReceiptLine, ReturnOrder, ReturnOrderStatus } from '../entities.js';
import type { ThreePlState } from '../state.js';
import { inventoryIdOf } from './inventory.js';

export const statusNames: Readonly<Record<ReturnOrderStatus, string>> = {
  AWAITING_ARRIVAL: 'AwaitingArrival',
  ARRIVED: 'Arrived',
  PROCESSING: 'Processing',
  COMPLETED: 'Completed',
  CANCELLED: 'Cancelled',
};

const actions: Readonly<Record<Disposition, string>> = {
  RESTOCK: 'Restock',
  SECONDS: 'Quarantine',
  QUARANTINE: 'Quarantine',
  HOLD: 'Quarantine',
  DISPOSE: 'Dispose',
};

const words = (text: string): string => text.charAt(0) + text.slice(1).toLowerCase().replaceAll('_', ' ');

const actionTaken = ({ disposition, condition, quantity, note }: ReceiptLine) => ({
  action: actions[disposition],
  action_reason: condition === 'GOOD' ? note : [words(condition), note].filter((part) => part !== null).join(': '),
  quantity_processed: quantity,
  image_url: null,
});

/** Each SKU once: what was announced of it, and what was done with what came. */
const inventoryOf = (state: ThreePlState, expected: ReadonlyMap<string, number>, lines: readonly ReceiptLine[]) => {
  const skus = [...new Set([...expected.keys(), ...lines.map(({ sku }) => sku)])];
  return skus.map((sku) => ({
    id: inventoryIdOf(state, sku),
    quantity: expected.get(sku) ?? 0,
    action_requested: { action: 'Default' },
    action_taken: lines.filter((line) => line.sku === sku).map(actionTaken),
  }));
};

/** A correction processes the return again, which shows in its history. */
const historyOf = (steps: ReturnOrder['status_history'], receipts: readonly Receipt[]) => [
  ...steps.map(({ status, at }) => ({ status: statusNames[status], timestamp: at })),
  ...receipts.flatMap(({ revision, updated_at: timestamp }) =>
    Array.from({ length: revision - 1 }, () => [
      { status: 'Processing', timestamp },
      { status: 'Completed', timestamp },
    ]).flat(),
  ),
];

/** A return order as ShipBob shows it, with all that was processed. */
export const returnView = (state: ThreePlState, order: ReturnOrder) => {
  const receipts = state.receipts.filter((receipt) => receipt.return_order_id === order.id);
  const expected = new Map(order.lines.map(({ sku, qty_expected }) => [sku, qty_expected]));
  return {
    id: Number(order.id.slice('ro_'.length)),
    reference_id: order.ra_number,
    return_type: 'Regular',
    store_order_id: order.order_number,
    tracking_number: order.tracking_numbers[0] ?? null,
    status: statusNames[order.status],
    fulfillment_center: { id: Number(order.warehouse_code) },
    insert_date: order.created_at,
    status_history: historyOf(order.status_history, receipts),
    inventory: inventoryOf(
      state,
      expected,
      receipts.flatMap(({ lines }) => lines),
    ),
    updated_at: [order.updated_at, ...receipts.map(({ updated_at }) => updated_at)].sort().at(-1) ?? order.updated_at,
  };
};

/** A parcel that came back without being announced: ShipBob makes a return of its own for it. */
export const returnToSender = (state: ThreePlState, receipt: Receipt) => {
  const id = Number(receipt.receipt_id.slice('RCV'.length));
  const steps = [{ status: 'COMPLETED', at: receipt.received_at }] as const;
  return {
    id,
    reference_id: `RTS-${id}`,
    return_type: 'RTS',
    store_order_id: receipt.order_number,
    tracking_number: receipt.tracking_number,
    status: 'Completed',
    fulfillment_center: { id: Number(receipt.warehouse_code) },
    insert_date: receipt.received_at,
    status_history: historyOf([...steps], [receipt]),
    inventory: inventoryOf(state, new Map(), receipt.lines),
    updated_at: receipt.updated_at,
  };
};
