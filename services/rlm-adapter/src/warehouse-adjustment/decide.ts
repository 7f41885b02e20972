import { nothing, unreachable, type Decision, type PrivateEvents, type Published } from '@backhaul/contracts';

/** Goods that were received are something else by now, as the warehouse tells it. */
export interface StockAdjustment {
  readonly adjustmentId: string;
  readonly returnId: string | null;
  readonly raNumber: string | null;
  readonly receiptId: string | null;
  /** ISO 8601, UTC. */
  readonly adjustedAt: string;
  /** `-1 × TS100-BLK-M: downgraded`. */
  readonly changes: readonly string[];
}

export type WarehouseAdjustmentCommand =
  | { kind: 'RecordAdjustment'; adjustment: StockAdjustment; at: Date }
  /** A person has put it right in the ERP, or there was nothing to do. */
  | { kind: 'CloseAdjustment'; by: string; reason: string; at: Date };

export type WarehouseAdjustmentEvent = Published<'TaskOpened' | 'TaskClosed'>;
type AdjustmentDecision = Decision<WarehouseAdjustmentEvent>;
export const publishedEvents = ['TaskOpened', 'TaskClosed'] as const;
export const privateEvents = {} satisfies PrivateEvents<WarehouseAdjustmentEvent, typeof publishedEvents>;

/** The task, and whether it still waits. */
export interface WarehouseAdjustmentState {
  readonly task: { readonly taskId: string; readonly returnId: string | null } | null;
  readonly isOpen: boolean;
}

/** A later regrade moves no stock by itself: the receipt has been passed on, so a person corrects the ERP. Pure. */
export const warehouseAdjustment = {
  initial: { task: null, isOpen: false } as WarehouseAdjustmentState,
  decide(command: WarehouseAdjustmentCommand, state: WarehouseAdjustmentState): AdjustmentDecision {
    switch (command.kind) {
      case 'RecordAdjustment':
        return recordAdjustment(command, state);
      case 'CloseAdjustment':
        return closeAdjustment(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve(state: WarehouseAdjustmentState, event: WarehouseAdjustmentEvent): WarehouseAdjustmentState {
    switch (event.type) {
      case 'TaskOpened':
        return { task: { taskId: event.data.taskId, returnId: event.data.returnId }, isOpen: true };
      case 'TaskClosed':
        return { ...state, isOpen: false };
    }
  },
};

/** Once per adjustment number, however often the warehouse tells it. */
function recordAdjustment(
  { adjustment, at }: Extract<WarehouseAdjustmentCommand, { kind: 'RecordAdjustment' }>,
  { task }: WarehouseAdjustmentState,
): AdjustmentDecision {
  if (task !== null) return nothing;
  const { adjustmentId, returnId, raNumber, receiptId, adjustedAt, changes } = adjustment;
  const data = {
    taskId: `stock-adjustment:${returnId ?? ''}:${adjustmentId}`,
    returnId,
    kind: 'stock-adjustment',
    title: `The warehouse graded goods anew: ${changes.join(', ')}`,
    why: 'This came after the goods were received. Nothing is booked by itself: put the same change into the ERP.',
    values: {
      adjustment: adjustmentId,
      ...(raNumber === null ? {} : { ra: raNumber }),
      ...(receiptId === null ? {} : { receipt: receiptId }),
      adjusted: adjustedAt,
      changes: changes.join(', '),
    },
    role: 'operator' as const,
    openedAt: at.toISOString(),
  };
  return { events: [{ type: 'TaskOpened', data, occurredAt: at }], calls: [] };
}

function closeAdjustment(
  { by, reason, at }: Extract<WarehouseAdjustmentCommand, { kind: 'CloseAdjustment' }>,
  { task, isOpen }: WarehouseAdjustmentState,
): AdjustmentDecision {
  if (task === null || !isOpen) return nothing;
  const data = { ...task, how: `${by}: ${reason}`, closedAt: at.toISOString() };
  return { events: [{ type: 'TaskClosed', data, occurredAt: at }], calls: [] };
}
