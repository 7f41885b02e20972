import { nothing, type CallIntent } from '@backhaul/contracts';
import type { RmaCommand } from '../commands.js';
import type { RmaDecision } from '../decide.js';
import type { RmaEvent } from '../events.js';
import { evolve, type Rma } from '../state.js';
import { openTask } from '../tasks.js';
import { exceptionsSeen, lateSeen } from './exceptions.js';
import { matchUnits, type MatchedUnit } from './match-units.js';
import { receiptValues, receiveRmaEffect, type PostedReceipt, type ReceiptDraft } from './receipt.js';
import { supplement } from './supplement.js';

type RecordReceipt = Extract<RmaCommand, { kind: 'RecordReceipt' }>;

/**
 * A warehouse posted what came. It is booked on the RMA once, and the RMA is what then tells of it; what does not belong
 * there is put on a worklist, unit by unit, and never dropped.
 */
export function recordReceipt({ returnId, receipt, at }: RecordReceipt, state: Rma): RmaDecision {
  if (state.requested === null || state.postedReceipts.has(receipt.receiptId)) return nothing;
  const matched = matchUnits(receipt.units, state);
  const known = matched.filter(({ unit }) => unit !== null);
  const units = known.map(({ posted, unit }) => ({ ...posted, unitId: unit?.unitId ?? null }));
  const { receiptId, receivedAt, by } = receipt;
  const event: RmaEvent = { type: 'ReceiptPosted', data: { receiptId, receivedAt, by, units }, occurredAt: at };
  const after = evolve(state, event);
  const exceptions = exceptionsSeen(returnId, receipt, matched, at, after);
  const booked = known.length === 0 ? nothing : book(returnId, receipt, known, at, after);
  return { events: [event, ...exceptions, ...booked.events], calls: booked.calls };
}

function book(
  returnId: string,
  receipt: PostedReceipt,
  known: readonly MatchedUnit[],
  at: Date,
  state: Rma,
): RmaDecision {
  const { requested, ended, voided, credit } = state;
  if (requested === null) return nothing;
  const draft = receiptDraft(returnId, receipt, known, state);
  if (ended !== null || voided) return { events: [onEndedReturn(returnId, draft, at)], calls: [] };
  if (requested.policy.owner !== 'us') return { events: [byHand(returnId, draft, at)], calls: [] };
  if (credit === null) return { events: [], calls: [receiveCall(returnId, draft)] };
  const added = supplement(returnId, draft, known, at, state);
  return { events: [...lateSeen(returnId, receipt, known, at, state), ...added.events], calls: added.calls };
}

export const receiveCall = (returnId: string, draft: ReceiptDraft): CallIntent => ({
  key: `receive:${returnId}:${draft.receiptReference}`,
  kind: receiveRmaEffect,
  payload: draft,
});

/** Units of one item and one fate are one line. */
function receiptDraft(
  returnId: string,
  receipt: PostedReceipt,
  known: readonly MatchedUnit[],
  { requested }: Rma,
): ReceiptDraft {
  const { externalReturnId = '', policy } = requested ?? {};
  const lines = new Map<string, ReceiptDraft['lines'][number]>();
  for (const { posted, unit } of known) {
    const { disposition } = posted;
    const [sku, barcode] = [unit?.sku ?? posted.sku, unit?.barcode ?? posted.barcode];
    const seconds = policy?.secondsWarehouse ?? null;
    const usual = unit?.warehouse ?? policy?.warehouse ?? '';
    const warehouseCode = disposition === 'seconds' && seconds !== null ? seconds : usual;
    const key = JSON.stringify([sku, barcode, disposition, warehouseCode]);
    const { quantity = 0 } = lines.get(key) ?? {};
    lines.set(key, { sku, barcode, disposition, warehouseCode, quantity: quantity + 1 });
  }
  const { receiptId: receiptReference, receivedAt } = receipt;
  const customerAccount = policy?.customerAccount ?? '';
  return { returnId, externalReturnId, customerAccount, receiptReference, receivedAt, lines: [...lines.values()] };
}

/** Nothing can be received on the RMA any more. */
const onEndedReturn = (returnId: string, draft: ReceiptDraft, at: Date): RmaEvent =>
  openTask(returnId, at, {
    id: `receipt-on-ended-return-${draft.receiptReference}`,
    kind: 'receipt-on-ended-return',
    title: 'Goods came for a return that is over',
    why: `Receipt ${draft.receiptReference}: the return was cancelled, has lapsed or is void, so nothing is booked. Decide with the shopper, and put the goods where they belong.`,
    role: 'operator',
    values: receiptValues(draft),
  });

/** The vendor's own link made the RMA; what is booked on it is for a person. */
const byHand = (returnId: string, draft: ReceiptDraft, at: Date): RmaEvent =>
  openTask(returnId, at, {
    id: `receive-rma-${draft.receiptReference}`,
    kind: 'receive-rma',
    title: 'Receive the goods in AIMS360',
    why: 'The RMA is not ours, so nothing is booked on it by itself. Receive it with exactly these values.',
    role: 'operator',
    values: receiptValues(draft),
  });
