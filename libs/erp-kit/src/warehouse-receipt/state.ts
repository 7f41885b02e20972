import type { ReceiptEvent } from './events.js';
import type { GoodsOutcome, PostedReceipt } from './receipt.js';

/** What is known of a receipt of a warehouse. */
export interface Receipt<R extends PostedReceipt = PostedReceipt> {
  /** As its newest revision says; null until it came. */
  readonly taken: R | null;
  readonly returnId: string | null;
  /** Words of the warehouse that stand for nothing yet. */
  readonly unmapped: readonly string[];
  /** The revision that the return's document got; null: none yet. */
  readonly handedOver: number | null;
  /** What a person decided about goods that belong to no return; null: nothing. */
  readonly settled: GoodsOutcome | null;
  /** Open tasks: id to when they were opened. */
  readonly tasks: Readonly<Record<string, string>>;
}

const initial = { taken: null, returnId: null, unmapped: [], handedOver: null, settled: null, tasks: {} };

/** Nothing has come. */
export const initialReceipt = <R extends PostedReceipt>(): Receipt<R> => initial;

/** Applies one event. */
export function evolve<R extends PostedReceipt>(state: Receipt<R>, event: ReceiptEvent<R>): Receipt<R> {
  switch (event.type) {
    case 'ReceiptTaken':
      return { ...state, taken: event.data };
    case 'ReceiptMatched':
      return { ...state, returnId: event.data.returnId };
    case 'WordsUnmapped':
      return { ...state, unmapped: event.data.words };
    case 'ReceiptHandedOver':
      return { ...state, handedOver: event.data.revision, unmapped: [] };
    case 'GoodsSettled':
      return { ...state, settled: event.data.outcome };
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
