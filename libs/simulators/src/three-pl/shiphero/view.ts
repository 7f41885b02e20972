import type { Condition, Receipt, ReceiptLine, ReturnOrder, ReturnOrderStatus } from '../entities.js';
import type { ThreePlState } from '../state.js';

const ZONE = 'America/New_York';

const statusNames: Readonly<Record<ReturnOrderStatus, string>> = {
  AWAITING_ARRIVAL: 'pending',
  ARRIVED: 'warehouse',
  PROCESSING: 'processing',
  COMPLETED: 'complete',
  CANCELLED: 'cancelled',
};

const conditionNames: Readonly<Record<Condition, string>> = {
  GOOD: 'New',
  DAMAGED: 'Damaged',
  DEFECTIVE: 'Defective',
  WORN: 'Worn',
  MISSING_PARTS: 'Missing parts',
};

/** ShipHero tells the time of its account, and not which one that is. */
const localTime = (moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hourCycle: 'h23' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  })
    .format(moment)
    .replace(' ', 'T');

/** No two changes of a return have the same second. */
const updatedAt = (latest: string, changes: number): string => localTime(new Date(Date.parse(latest) + changes * 1000));

const changesOf = (receipts: readonly Receipt[]): number => receipts.reduce((sum, { revision }) => sum + revision, 0);

const lineView = (sku: string, quantity: number, received: ReceiptLine | undefined, reason: string | null) => ({
  sku,
  quantity,
  quantity_received: received?.quantity ?? 0,
  restock: received === undefined || received.disposition === 'RESTOCK' ? 1 : 0,
  condition: received === undefined ? null : conditionNames[received.condition],
  reason,
});

/** Rows of what came: the first of a SKU on the announced row, the others on rows of their own. */
const linesOf = (announced: ReturnOrder['lines'], came: readonly ReceiptLine[]) => {
  const rows = announced.map(({ sku, qty_expected, reason_code }) =>
    lineView(
      sku,
      qty_expected,
      came.find((line) => line.sku === sku),
      reason_code,
    ),
  );
  const firsts = new Set(announced.map(({ sku }) => came.find((line) => line.sku === sku)));
  const others = came.filter((line) => !firsts.has(line)).map((line) => lineView(line.sku, 0, line, null));
  return [...rows, ...others];
};

/** A return as ShipHero shows it, with all that was received. */
export const returnNode = (state: ThreePlState, order: ReturnOrder) => {
  const receipts = state.receipts.filter((receipt) => receipt.return_order_id === order.id);
  const latest = [order.updated_at, ...receipts.map(({ updated_at }) => updated_at)].sort().at(-1) ?? order.updated_at;
  const number = Number(order.id.slice('ro_'.length));
  return {
    id: `UmV0dXJuOj${number}`,
    legacy_id: number,
    order_number: order.order_number,
    warehouse_id: order.warehouse_code,
    status: statusNames[order.status],
    reason: `RA ${order.ra_number}`,
    tracking_number: order.tracking_numbers[0] ?? null,
    created_at: localTime(new Date(order.created_at)),
    updated_at: updatedAt(latest, changesOf(receipts)),
    line_items: linesOf(
      order.lines,
      receipts.flatMap(({ lines }) => lines),
    ),
  };
};

/** A parcel that nobody announced. */
export const blindNode = (receipt: Receipt) => {
  const number = Number(receipt.receipt_id.slice('RCV'.length));
  return {
    id: `UmV0dXJuOj${number}`,
    legacy_id: number,
    order_number: receipt.order_number,
    warehouse_id: receipt.warehouse_code,
    status: 'complete',
    reason: 'No return was announced',
    tracking_number: receipt.tracking_number,
    created_at: localTime(new Date(receipt.received_at)),
    updated_at: updatedAt(receipt.updated_at, receipt.revision),
    line_items: linesOf([], receipt.lines),
  };
};
