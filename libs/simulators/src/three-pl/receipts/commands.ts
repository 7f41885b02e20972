import type { Receipt, ReturnOrder } from '../entities.js';
import { found } from '../refusal.js';
import { moveTo } from '../return-orders/status.js';
import { nextNumber } from '../state.js';
import type { ThreePlState } from '../state.js';
import { outstandingLines, receiptLine } from './lines.js';
import type { ScriptedLine } from './lines.js';

/** What comes in. Without lines: all that is outstanding, good. `final` (default true): nothing more is expected. */
export interface Arrival {
  lines?: ScriptedLine[];
  final?: boolean;
  receivedAt?: string;
}

/** What a correction changes. `raNumber`: the warehouse has found out where a blind parcel belongs. */
export interface Correction extends Arrival {
  raNumber?: string;
}

/** A parcel without an RA. */
export interface BlindArrival {
  clientCode: string;
  warehouseCode: string;
  lines: ScriptedLine[];
  trackingNumber?: string;
  orderNumber?: string;
}

const earlierReceipts = (state: ThreePlState, order: ReturnOrder): Receipt[] =>
  state.receipts.filter((receipt) => receipt.return_order_id === order.id);

const receiptId = (state: ThreePlState): string => `RCV${nextNumber(state, 'receipt')}`;

/** Goods of a return order that had ended already are received all the same: parcels do arrive late. */
export const receive = (state: ThreePlState, order: ReturnOrder, arrival: Arrival, now: Date): Receipt => {
  const final = arrival.final ?? true;
  const scripted = arrival.lines ?? outstandingLines(order, earlierReceipts(state, order));
  const receipt: Receipt = {
    receipt_id: receiptId(state),
    client_code: order.client_code,
    return_order_id: order.id,
    ra_number: order.ra_number,
    warehouse_code: order.warehouse_code,
    received_at: arrival.receivedAt ?? now.toISOString(),
    revision: 1,
    final,
    tracking_number: order.tracking_numbers[0] ?? null,
    order_number: order.order_number,
    lines: scripted.map((line) => receiptLine(order, line)),
    updated_at: now.toISOString(),
  };
  state.receipts.push(receipt);
  if (order.status === 'CANCELLED' || order.status === 'COMPLETED') return receipt;
  if (order.status === 'AWAITING_ARRIVAL') moveTo(order, 'ARRIVED', now);
  moveTo(order, 'PROCESSING', now);
  if (final) moveTo(order, 'COMPLETED', now);
  return receipt;
};

export const receiveBlind = (state: ThreePlState, arrival: BlindArrival, now: Date): Receipt => {
  const receipt: Receipt = {
    receipt_id: receiptId(state),
    client_code: arrival.clientCode,
    return_order_id: null,
    ra_number: null,
    warehouse_code: arrival.warehouseCode,
    received_at: now.toISOString(),
    revision: 1,
    final: true,
    tracking_number: arrival.trackingNumber ?? null,
    order_number: arrival.orderNumber ?? null,
    lines: arrival.lines.map((line) => receiptLine(undefined, line)),
    updated_at: now.toISOString(),
  };
  state.receipts.push(receipt);
  return receipt;
};

const assign = (state: ThreePlState, receipt: Receipt, raNumber: string): void => {
  const order = found(
    state.returnOrders.find((each) => each.ra_number === raNumber && each.client_code === receipt.client_code),
    `RA '${raNumber}'`,
  );
  receipt.return_order_id = order.id;
  receipt.ra_number = raNumber;
};

/** A correction: the same receipt id, one revision higher (contracts/rlm-and-3pl.md §4.2). */
export const reviseReceipt = (state: ThreePlState, id: string, change: Correction, now: Date): Receipt => {
  const receipt = found(
    state.receipts.find((each) => each.receipt_id === id),
    `Receipt '${id}'`,
  );
  if (change.raNumber !== undefined) assign(state, receipt, change.raNumber);
  const order = state.returnOrders.find((each) => each.id === receipt.return_order_id);
  receipt.revision += 1;
  receipt.final = change.final ?? receipt.final;
  if (change.lines !== undefined) receipt.lines = change.lines.map((line) => receiptLine(order, line));
  receipt.updated_at = now.toISOString();
  return receipt;
};
