import { BackhaulError, nothing, type CallIntent } from '@backhaul/contracts';
import { allocate, type AllocatedUnit } from './allocate.js';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { takenOffLast } from './ra-lines.js';
import { overdueCall, afterPosting } from './receiving.js';
import type { Receipt } from './receipt.js';
import { evolve, raOf, type KnownReceipt, type OwnRa, type ReturnAuthorization } from './state.js';
import {
  arrivedAfterAll,
  itemIsKnown,
  itemsOf,
  lateReceipt,
  raClosed,
  receiptRevised,
  unknownItem,
} from './receipt-tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

export const postReceiptEffect = 'rlm.post-receipt';
export const markExportedEffect = 'rlm.mark-receipt-exported';

/** A receipt for one RA of a return. */
export interface Arrival {
  readonly returnId: string;
  readonly raNumber: string;
  readonly receipt: Receipt;
  readonly at: Date;
}

/**
 * What the ERP made of a receipt that it has: it counts; its RA was closed or cancelled, so that nothing of it counts; it is a
 * correction of one that was exported already, and was not taken (contracts/rlm-and-3pl.md §4.2, §5).
 */
export type PostResult = 'counted' | 'ra-closed' | 'exported-before';

/** The receipt as the ERP shall have it. */
export interface PostedReceipt {
  readonly returnId: string;
  readonly raNumber: string;
  /** Number of the ERP's warehouse. */
  readonly warehouse: number;
  readonly receipt: Receipt;
}

/** The warehouse has received: the facts are recorded per unit and the receipt goes to the ERP. The same receipt twice is one. */
export function recordReceipt(command: Command<'RecordReceipt'>, state: ReturnAuthorization): RaDecision {
  return take(command, state);
}

/** A receipt that is new, or newer than what we have of it. */
export function take(arrival: Arrival, state: ReturnAuthorization): RaDecision {
  const { returnId, raNumber, receipt, at } = arrival;
  const ra = raOf(raNumber, state);
  const { requested } = state;
  // Found by its RA number, so the return is known; if it is not, the receipt is parked rather than lost.
  if (ra === undefined || requested === null)
    throw new BackhaulError('RA_NOT_KNOWN', `receipt ${receipt.receiptId} came before the RA of ${returnId}`);
  const known = state.receipts[receipt.receiptId];
  if (known !== undefined && known.revision >= receipt.revision) return nothing;
  // The decision stands and the ERP may have passed the receipt on: a correction is for a person (contracts/rlm-and-3pl.md §4.2).
  if (known !== undefined && state.decided)
    return { events: receiptRevised(returnId, receipt, itemsOf(known), at, state), calls: [] };
  const units = allocate(
    receipt.lines,
    takenOffLast(ra.lines, state.takenOff),
    unitsElsewhere(receipt.receiptId, state),
  );
  const payload = { returnId, raNumber, warehouse: requested.policy.warehouse, receipt };
  return {
    events: [
      ...takenEvents(returnId, raNumber, receipt, isOver(ra, state) ? units.map(late) : units),
      ...arrivedAfterAll(returnId, raNumber, at, state),
      ...(state.decided ? [lateReceipt(returnId, receipt, at)] : []),
    ],
    calls: [{ key: postKey(returnId, receipt), kind: postReceiptEffect, payload }, ...overdueCall(arrival, state)],
  };
}

/** Nothing was expected any more. */
const isOver = ({ cancelling }: OwnRa, { decided, ended }: ReturnAuthorization): boolean =>
  decided || ended !== null || cancelling === 'cancelled';

/** It changes no decision any more. */
const late = (unit: AllocatedUnit): AllocatedUnit => ({ ...unit, exception: unit.exception ?? 'late' });

const postKey = (returnId: string, { receiptId, revision }: Receipt): string =>
  revision === 1 ? `receipt:${returnId}:${receiptId}` : `receipt:${returnId}:${receiptId}:${revision}`;

function takenEvents(returnId: string, raNumber: string, receipt: Receipt, units: AllocatedUnit[]): RaEvent[] {
  const { receiptId, receivedAt, warehouse, final } = receipt;
  const occurredAt = new Date(receivedAt);
  const told = units.map(({ remark: _remark, line: _line, ...unit }) => unit);
  const data = { returnId, receiptId, documentNumber: raNumber, receivedAt, warehouse, final, units: told };
  return [
    { type: 'ReceiptTaken', data: { ...receipt, raNumber }, occurredAt },
    { type: 'ReceiptRecorded', data: { ...data, system: 'RLM' }, occurredAt },
  ];
}

/** Units that other receipts have; those of an older revision of the same receipt are free again. */
function unitsElsewhere(receiptId: string, { receipts }: ReturnAuthorization): string[] {
  return Object.values(receipts)
    .filter((receipt) => receipt.receiptId !== receiptId)
    .flatMap(({ told }) => told);
}

/** The ERP has the receipt. */
export function confirmReceiptPosted(command: Command<'ConfirmReceiptPosted'>, state: ReturnAuthorization): RaDecision {
  const { returnId, receiptId, revision, result, at } = command;
  const receipt = state.receipts[receiptId];
  if (receipt === undefined || receipt.posted || receipt.revision !== revision) return nothing;
  const posted: RaEvent[] = [
    { type: 'ReceiptPosted', data: { receiptId, revision }, occurredAt: at },
    ...itemIsKnown(returnId, receiptId, at, state),
    ...notCounted(returnId, receipt, result, at, state),
  ];
  const after = posted.reduce(evolve, state);
  const next = afterPosting(returnId, receipt.raNumber, at, after);
  return { events: [...posted, ...next.events], calls: [...next.calls, ...exportedCalls(returnId, after)] };
}

/** After the decision it is late anyway, and said to be. */
function notCounted(
  returnId: string,
  receipt: KnownReceipt,
  result: PostResult,
  at: Date,
  state: ReturnAuthorization,
): RaEvent[] {
  const { raNumber, receiptId } = receipt;
  if (result === 'exported-before') return receiptRevised(returnId, receipt, 'as it stands in RLM', at, state);
  if (result === 'counted' || state.decided) return [];
  const found: RaEvent = { type: 'RaFoundClosed', data: { raNumber, receiptId }, occurredAt: at };
  return [found, raClosed(returnId, receipt, at)];
}

/** The ERP saved the receipt and holds it; so does the return, which waits for its confirmation. */
export function holdReceipt(command: Command<'HoldReceipt'>, state: ReturnAuthorization): RaDecision {
  const { returnId, receiptId, revision, reasons, callKey, at } = command;
  const receipt = state.receipts[receiptId];
  if (receipt === undefined || receipt.posted || receipt.revision !== revision) return nothing;
  return { events: unknownItem(returnId, receipt, reasons, callKey, at, state), calls: [] };
}

/**
 * A receipt leaves the ERP's export queue once Loop has given the outcome and the ERP has the receipt, whichever came first.
 * Planned again under the same key it is the same call.
 */
export function exportedCalls(returnId: string, { processed, receipts }: ReturnAuthorization): CallIntent[] {
  if (processed === null) return [];
  return Object.values(receipts)
    .filter(({ posted }) => posted)
    .map(({ receiptId, warehouse }) => ({
      key: `exported:${returnId}:${receiptId}`,
      kind: markExportedEffect,
      payload: { returnId, receiptId, warehouse },
    }));
}
