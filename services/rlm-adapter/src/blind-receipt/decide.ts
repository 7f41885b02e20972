import { nothing, unreachable, type Decision, type Published } from '@backhaul/contracts';

/** A parcel that nobody announced, or whose RA nobody knows. */
export interface BlindReceipt {
  readonly receiptId: string;
  readonly revision: number;
  readonly raNumber: string | null;
  readonly trackingNumber: string | null;
  readonly warehouse: string;
  readonly items: readonly string[];
}

export type BlindReceiptCommand =
  | { kind: 'RecordBlindReceipt'; merchantId: string; reported: BlindReceipt; at: Date }
  /** The warehouse has found out which return it belongs to. */
  | { kind: 'RecordMatch'; receiptId: string; returnId: string; at: Date };

export type BlindReceiptEvent = Published<'TaskOpened' | 'TaskClosed'>;
type BlindReceiptDecision = Decision<BlindReceiptEvent>;
export const publishedEvents = ['TaskOpened', 'TaskClosed'] as const;

/** `open`: the task that waits for a person, and what it says. `revision` 0: never seen. */
export interface BlindReceiptState {
  readonly revision: number;
  readonly open: string | null;
}

/** Staged apart and put on a worklist; it is never matched by guessing. Pure. */
export const blindReceipt = {
  initial: { revision: 0, open: null } as BlindReceiptState,
  decide(command: BlindReceiptCommand, state: BlindReceiptState): BlindReceiptDecision {
    switch (command.kind) {
      case 'RecordBlindReceipt':
        return recordBlindReceipt(command, state);
      case 'RecordMatch':
        return recordMatch(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve(state: BlindReceiptState, event: BlindReceiptEvent): BlindReceiptState {
    if (event.type === 'TaskClosed') return { ...state, open: null };
    return { revision: Number(event.data.values['revision']), open: event.data.taskId };
  },
};

/** A correction says the same task anew, with what the warehouse knows now. */
function recordBlindReceipt(
  { merchantId, reported, at }: Extract<BlindReceiptCommand, { kind: 'RecordBlindReceipt' }>,
  state: BlindReceiptState,
): BlindReceiptDecision {
  const { receiptId, revision, raNumber, trackingNumber, warehouse, items } = reported;
  if (revision <= state.revision) return nothing;
  const data = {
    taskId: `blind-receipt:${merchantId}:${receiptId}`,
    returnId: null,
    kind: 'blind-receipt',
    title: `Receipt ${receiptId} belongs to no known return`,
    why:
      raNumber === null ? 'The warehouse received a parcel without an RA.' : `No return is known for RA ${raNumber}.`,
    values: {
      receipt: receiptId,
      revision: String(revision),
      warehouse,
      items: items.join(', ') || 'none',
      ...(raNumber === null ? {} : { ra: raNumber }),
      ...(trackingNumber === null ? {} : { tracking: trackingNumber }),
    },
    role: 'operator' as const,
    openedAt: at.toISOString(),
  };
  return { events: [{ type: 'TaskOpened', data, occurredAt: at }], calls: [] };
}

function recordMatch(
  { receiptId, returnId, at }: Extract<BlindReceiptCommand, { kind: 'RecordMatch' }>,
  { open }: BlindReceiptState,
): BlindReceiptDecision {
  if (open === null) return nothing;
  const how = `The warehouse assigned receipt ${receiptId} to the RA of return ${returnId}.`;
  const data = { taskId: open, returnId: null, how, closedAt: at.toISOString() };
  return { events: [{ type: 'TaskClosed', data, occurredAt: at }], calls: [] };
}
