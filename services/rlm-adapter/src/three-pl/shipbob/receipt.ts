import { BackhaulError } from '@backhaul/contracts';
import type { ReceiptLine } from '../../rlm-return-authorization/receipt.js';
import { conditionIn } from '../conditions.js';
import type { ReportedReceipt } from '../port.js';
import type { ActionTaken, ReturnOrder } from './documents.js';

const dispositions = {
  Default: 'restock',
  Restock: 'restock',
  Quarantine: 'quarantine',
  Dispose: 'dispose',
} as const satisfies Record<ActionTaken['action'], ReceiptLine['disposition']>;

/** True once units were processed: a box that merely arrived makes no receipt (contracts/rlm-and-3pl.md §4.1). */
export const isReceipt = ({ status, inventory }: ReturnOrder): boolean =>
  status === 'Completed' || (status === 'Processing' && inventory.some(({ action_taken: taken }) => taken.length > 0));

/**
 * One return is one receipt, which grows while it is processed. `skuOf`: of an inventory id.
 * @throws BackhaulError RECEIPT_NOT_UNDERSTOOD for a return without a time, or with goods that nobody knows
 */
export function receiptOf(order: ReturnOrder, skuOf: (inventoryId: number) => string | undefined): ReportedReceipt {
  const isOurs = order.return_type === 'Regular';
  return {
    raNumber: isOurs ? order.reference_id : null,
    trackingNumber: order.tracking_number,
    orderNumber: order.store_order_id,
    receipt: {
      receiptId: `SB${order.id}`,
      revision: revisionOf(order),
      receivedAt: receivedAt(order),
      warehouse: String(order.fulfillment_center.id),
      final: order.status === 'Completed',
      // No line of the RA is named: an inventory id stands there once, for all RA lines of its SKU, which are filled in their order.
      lines: order.inventory.flatMap(({ id, quantity, action_taken: taken }) =>
        taken
          .filter((action) => action.quantity_processed > 0)
          .map((action) => lineOf(action, quantity, skuOf(id) ?? unknown(order, id))),
      ),
    },
  };
}

function lineOf(
  { action, action_reason: note, quantity_processed: quantity }: ActionTaken,
  asked: number,
  sku: string,
): ReceiptLine {
  const disposition = dispositions[action];
  // Nobody destroys what is good, whether or not the reason says what was wrong with it.
  const condition = conditionIn(note) ?? (disposition === 'dispose' ? 'damaged' : 'good');
  const exception = asked === 0 ? 'unexpected' : null;
  return { lineNo: null, sku, barcode: null, quantity, condition, disposition, exception, note };
}

/**
 * ShipBob counts no revisions. A return only ever goes on: steps are added to its history, and units to what was processed. A
 * correction processes it again, which adds steps.
 */
function revisionOf({ status_history: history, inventory }: ReturnOrder): number {
  const units = inventory
    .flatMap(({ action_taken: taken }) => taken)
    .reduce((sum, { quantity_processed: n }) => sum + n, 0);
  return history.length * 10_000 + units + 1;
}

function receivedAt(order: ReturnOrder): string {
  const times = order.status_history.map(({ timestamp }) => new Date(timestamp).toISOString()).sort();
  const last = times.at(-1);
  if (last === undefined) throw notUnderstood(order, 'it has no history, so nobody knows when it came');
  return last;
}

const unknown = (order: ReturnOrder, inventoryId: number): never => {
  throw notUnderstood(order, `inventory ${inventoryId} has no SKU`);
};

const notUnderstood = ({ id }: ReturnOrder, why: string): BackhaulError =>
  new BackhaulError('RECEIPT_NOT_UNDERSTOOD', `ShipBob's return ${id} is not understood: ${why}`);
