import {
  nothing,
  unreachable,
  type Decision,
  type DomainEvent,
  type PrivateEvents,
  type Published,
} from '@backhaul/contracts';

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
  | { kind: 'RecordMatch'; receiptId: string; revision: number; returnId: string; at: Date };

export type BlindReceiptEvent =
  | Published<'TaskOpened' | 'TaskClosed'>
  /** A correction that names the return: the revisions before it, which come late, put nothing on the worklist any more. */
  | DomainEvent<'MatchRecorded', { revision: number }>;
type BlindReceiptDecision = Decision<BlindReceiptEvent>;
export const publishedEvents = ['TaskOpened', 'TaskClosed'] as const;
export const privateEvents = { MatchRecorded: [] } satisfies PrivateEvents<BlindReceiptEvent, typeof publishedEvents>;

/** `open`: the task that waits for a person. `revision`: the newest seen; 0: none. */
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
    switch (event.type) {
      case 'TaskOpened':
        return { revision: Number(event.data.values['revision']), open: event.data.taskId };
      case 'TaskClosed':
        return { ...state, open: null };
      case 'MatchRecorded':
        return { ...state, revision: event.data.revision };
    }
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
  { receiptId, revision, returnId, at }: Extract<BlindReceiptCommand, { kind: 'RecordMatch' }>,
  state: BlindReceiptState,
): BlindReceiptDecision {
  const { open } = state;
  if (revision < state.revision) return nothing;
  // Nothing comes before the first revision, so most receipts, which name their return at once, leave no trace here.
  const isCorrection = revision > Math.max(state.revision, 1);
  const recorded: BlindReceiptEvent[] = isCorrection
    ? [{ type: 'MatchRecorded', data: { revision }, occurredAt: at }]
    : [];
  if (open === null) return { events: recorded, calls: [] };
  const how = `The warehouse assigned receipt ${receiptId} to the RA of return ${returnId}.`;
  const data = { taskId: open, returnId: null, how, closedAt: at.toISOString() };
  return { events: [...recorded, { type: 'TaskClosed', data, occurredAt: at }], calls: [] };
}
