import type { RaEvent } from './events.js';
import type { Receipt, ReceiptLine } from './receipt.js';
import type { OwnRa, ReturnAuthorization } from './state.js';
import { closeTask, isOpen, open } from './tasks.js';

const itemText = ({ quantity, sku, barcode, condition }: ReceiptLine): string =>
  `${quantity} × ${sku ?? barcode ?? 'unknown item'} (${condition})`;
/** For a person. */
export const itemsOf = ({ lines }: Pick<Receipt, 'lines'>): string => lines.map(itemText).join(', ') || 'none';

const nameOf = (receipt: Receipt): Record<string, string> => ({
  receipt: receipt.receiptId,
  revision: String(receipt.revision),
  warehouse: receipt.warehouse,
  items: itemsOf(receipt),
});

/**
 * The warehouse corrected a receipt on which the return was cleared or held already, and which has left the ERP's export queue
 * (contracts/rlm-and-3pl.md §4.2). Told once per correction.
 */
export function receiptRevised(
  returnId: string,
  receipt: Receipt,
  before: string,
  at: Date,
  { receipts, tasks }: ReturnAuthorization,
): RaEvent[] {
  const known = receipts[receipt.receiptId];
  if (known !== undefined && known.noted >= receipt.revision) return [];
  const { receiptId, revision } = receipt;
  const noted: RaEvent = { type: 'CorrectionNoted', data: { receiptId, revision }, occurredAt: at };
  const task = open(returnId, at, `${returnId}:${receiptId}:${revision}`, {
    kind: 'receipt-revised',
    title: `Receipt Already Exported: ${receiptId} was corrected`,
    why: 'The return was cleared or held on what the receipt said before. Have the warehouse send an inventory adjustment, or compare the two and adjust the stock in RLM.',
    role: 'operator',
    values: { ...nameOf(receipt), before },
  });
  return isOpen(task, tasks) ? [noted] : [noted, task];
}

/** More came after the return was cleared or held. */
export function lateReceipt(returnId: string, receipt: Receipt, at: Date): RaEvent {
  return open(returnId, at, `${returnId}:${receipt.receiptId}`, {
    kind: 'late-receipt',
    title: `Receipt ${receipt.receiptId} came after the decision`,
    why: 'The return was cleared or held before these goods were reported. Decide what becomes of them, and of the shopper’s money.',
    role: 'operator',
    values: nameOf(receipt),
  });
}

const heldTask = (returnId: string, receiptId: string): string => `unknown-item:${returnId}:${receiptId}`;

/** RLM saved the receipt and does not know an item on it: the return waits, and goes on by itself. */
export function unknownItem(
  returnId: string,
  receipt: Receipt,
  reasons: readonly string[],
  callKey: string,
  at: Date,
  { tasks }: ReturnAuthorization,
): RaEvent[] {
  const task = open(returnId, at, `${returnId}:${receipt.receiptId}`, {
    kind: 'unknown-item',
    title: `RLM does not know an item on receipt ${receipt.receiptId}`,
    why: `${reasons.join('; ')}. The receipt is saved and held, and so is the return. Add the item or its UPC in RLM, or have the warehouse correct the receipt: it goes on by itself.`,
    role: 'operator',
    values: { ...nameOf(receipt), errors: reasons.join('; '), call: callKey },
  });
  return isOpen(task, tasks) ? [] : [task];
}

export const itemIsKnown = (returnId: string, receiptId: string, at: Date, state: ReturnAuthorization): RaEvent[] =>
  closeTask(returnId, heldTask(returnId, receiptId), 'RLM knows every item on it.', at, state);

/** The RA was closed in RLM: the receipt is stored there and counts for nothing. */
export function raClosed(returnId: string, receipt: Receipt & { raNumber: string }, at: Date): RaEvent {
  return open(returnId, at, `${returnId}:${receipt.receiptId}`, {
    kind: 'receipt-on-ended-return',
    title: `RA Closed: receipt ${receipt.receiptId} came for RA ${receipt.raNumber}`,
    why: 'RLM has stored the receipt and counts nothing of it; nobody is paid because of it. Decide with the shopper, and put the goods where they belong.',
    role: 'operator',
    values: { ra: receipt.raNumber, ...nameOf(receipt) },
  });
}

const neverTask = (returnId: string, raNumber: string): string => `never-arrived:${returnId}:${raNumber}`;

/** The warehouse was told what to expect, and after all these days has received nothing of it. */
export function neverArrived(
  returnId: string,
  ra: OwnRa,
  days: number,
  at: Date,
  { requested, tasks }: ReturnAuthorization,
): RaEvent[] {
  const { carrier = null, trackingNumber = null } = requested?.parcel ?? {};
  const task = open(returnId, at, `${returnId}:${ra.raNumber}`, {
    kind: 'never-arrived',
    title: `Nothing has arrived for RA ${ra.raNumber}`,
    why: `The warehouse has received nothing in ${days} days. Ask the carrier and the shopper. When it will not come, cancel the return in Loop: the RA is cancelled then.`,
    role: 'operator',
    values: {
      ra: ra.raNumber,
      order: requested?.order.orderName ?? '',
      carrier: carrier ?? 'unknown',
      tracking: trackingNumber ?? 'unknown',
    },
  });
  return isOpen(task, tasks) ? [] : [task];
}

/** The RA is void or closed. */
export const notAwaited = (returnId: string, raNumber: string, at: Date, state: ReturnAuthorization): RaEvent[] =>
  closeTask(returnId, neverTask(returnId, raNumber), `RA ${raNumber} is not waited for any more.`, at, state);

export const arrivedAfterAll = (returnId: string, raNumber: string, at: Date, state: ReturnAuthorization): RaEvent[] =>
  closeTask(returnId, neverTask(returnId, raNumber), 'The warehouse has received something.', at, state);
