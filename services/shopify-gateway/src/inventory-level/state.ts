import type { ExportedLevel } from './commands.js';
import type { InventoryLevelEvent } from './events.js';

/** A write that was sent or was about to be. */
export interface Try {
  readonly attempt: number;
  readonly changeFrom: number | null;
  readonly at: string;
}

/** One SKU at one location. */
export interface InventoryLevel {
  /** The export that wins: the one at whose time the stock of record was read last. */
  readonly newest: { readonly exportId: string; readonly exportedAt: string } | null;
  readonly taken: ReadonlySet<string>;
  readonly settled: ReadonlySet<string>;
  readonly openTasks: ReadonlySet<string>;
  /** The last try of each export that is not settled. */
  readonly tries: Readonly<Record<string, Try>>;
}

export const initial: InventoryLevel = {
  newest: null,
  taken: new Set(),
  settled: new Set(),
  openTasks: new Set(),
  tries: {},
};

/** True when the shop already shows a figure that was read later in the stock of record: this one must not undo it. */
export function isOvertaken({ newest, settled }: InventoryLevel, { exportId }: ExportedLevel): boolean {
  return newest !== null && newest.exportId !== exportId && settled.has(newest.exportId);
}

export function evolve(state: InventoryLevel, event: InventoryLevelEvent): InventoryLevel {
  switch (event.type) {
    case 'LevelExported': {
      const { exportId, exportedAt } = event.data;
      const newer = state.newest === null || rank(event.data) > rank(state.newest);
      return { ...state, taken: plus(state.taken, exportId), newest: newer ? { exportId, exportedAt } : state.newest };
    }
    case 'SetTried': {
      const { exportId, attempt, changeFrom, at } = event.data;
      return { ...state, tries: { ...state.tries, [exportId]: { attempt, changeFrom, at } } };
    }
    case 'LevelSettled': {
      const { [event.data.exportId]: _over, ...tries } = state.tries;
      return { ...state, tries, settled: plus(state.settled, event.data.exportId) };
    }
    case 'TaskOpened':
      return { ...state, openTasks: plus(state.openTasks, event.data.taskId) };
    case 'TaskClosed':
      return { ...state, openTasks: new Set([...state.openTasks].filter((id) => id !== event.data.taskId)) };
    case 'InventoryLevelSet':
      return state;
  }
}

/** Two exports of one millisecond still have one order, the same in every replay. */
const rank = ({ exportedAt, exportId }: { exportedAt: string; exportId: string }): string =>
  `${exportedAt}/${exportId}`;

const plus = (set: ReadonlySet<string>, member: string): ReadonlySet<string> => new Set([...set, member]);
