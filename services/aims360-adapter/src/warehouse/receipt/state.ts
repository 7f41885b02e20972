import type { ReceiptEvent } from './events.js';
import type { WarehouseReceipt } from './receipt.js';

/** What is known of a receipt that a warehouse posted. */
export interface Receipt {
  /** As its newest revision says; null until it came. */
  readonly taken: WarehouseReceipt | null;
  readonly returnId: string | null;
  /** Words of the warehouse that stand for nothing yet. */
  readonly unmapped: readonly string[];
  /** The revision that the RMA got; null: none yet. */
  readonly handedOver: number | null;
  /** Open tasks: id to when they were opened. */
  readonly tasks: Readonly<Record<string, string>>;
}

export const initial: Receipt = { taken: null, returnId: null, unmapped: [], handedOver: null, tasks: {} };

/** Applies one event. */
export function evolve(state: Receipt, event: ReceiptEvent): Receipt {
  switch (event.type) {
    case 'ReceiptTaken':
      return { ...state, taken: event.data };
    case 'ReceiptMatched':
      return { ...state, returnId: event.data.returnId };
    case 'WordsUnmapped':
      return { ...state, unmapped: event.data.words };
    case 'ReceiptHandedOver':
      return { ...state, handedOver: event.data.revision, unmapped: [] };
    case 'TaskOpened': {
      const { taskId, openedAt } = event.data;
      return { ...state, tasks: { ...state.tasks, [taskId]: openedAt } };
    }
    case 'TaskClosed': {
      const { [event.data.taskId]: _closed, ...tasks } = state.tasks;
      return { ...state, tasks };
    }
  }
}
