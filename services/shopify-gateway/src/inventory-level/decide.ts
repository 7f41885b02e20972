import { nothing, unreachable, type Decision } from '@backhaul/contracts';
import type { ExportedLevel, InventoryLevelCommand } from './commands.js';
import type { InventoryLevelEvent } from './events.js';
import { evolve, initial, type InventoryLevel } from './state.js';
import { levelWasSet, setLevelByHand, taskIdOf } from './tasks.js';

export const setLevelEffect = 'shopify.inventory.set';

type Command<K extends InventoryLevelCommand['kind']> = Extract<InventoryLevelCommand, { kind: K }>;
type LevelDecision = Decision<InventoryLevelEvent>;

/** One SKU at one location: the last export wins, by the time at which the stock of record was read. Pure. */
export const inventoryLevel = {
  initial,
  evolve,
  decide(command: InventoryLevelCommand, state: InventoryLevel): LevelDecision {
    switch (command.kind) {
      case 'TakeExport':
        return takeExport(command, state);
      case 'BeginTry':
        return beginTry(command, state);
      case 'ConfirmSet':
        return confirmSet(command, state);
      case 'LeaveOut':
        return leaveOut(command, state);
      case 'AskPerson':
        return askPerson(command, state);
      default:
        return unreachable(command);
    }
  },
};

/**
 * Every export has its call, also an older one: whoever carries it out looks whether a newer figure is in the shop already.
 * So the calls are the same in whatever order the exports come.
 */
function takeExport({ level }: Command<'TakeExport'>, state: InventoryLevel): LevelDecision {
  const { exportId, available } = level;
  if (state.taken.has(exportId)) return nothing;
  const exportedAt = level.exportedAt.toISOString();
  return {
    events: [{ type: 'LevelExported', data: { exportId, exportedAt, available }, occurredAt: level.exportedAt }],
    calls: [{ key: callKeyOf(level), kind: setLevelEffect, payload: { ...level, exportedAt } }],
  };
}

const callKeyOf = ({ exportId, sku, locationId }: ExportedLevel): string => `level:${exportId}:${sku}:${locationId}`;

/** Written down before the write goes out. */
function beginTry({ exportId, changeFrom, at }: Command<'BeginTry'>, state: InventoryLevel): LevelDecision {
  const attempt = (state.tries[exportId]?.attempt ?? 0) + 1;
  const data = { exportId, attempt, changeFrom, at: at.toISOString() };
  return { events: [{ type: 'SetTried', data, occurredAt: at }], calls: [] };
}

function confirmSet({ level, at }: Command<'ConfirmSet'>, state: InventoryLevel): LevelDecision {
  const { exportId, returnId, sku, locationId, available } = level;
  if (state.settled.has(exportId)) return nothing;
  const data = { returnId, sku, locationId, available, setAt: at.toISOString() };
  return {
    events: [
      { type: 'LevelSettled', data: { exportId }, occurredAt: at },
      { type: 'InventoryLevelSet', data, occurredAt: at },
      ...(state.openTasks.has(taskIdOf(level)) ? [levelWasSet(level, at)] : []),
    ],
    calls: [],
  };
}

function leaveOut({ level: { exportId }, at }: Command<'LeaveOut'>, state: InventoryLevel): LevelDecision {
  if (state.settled.has(exportId)) return nothing;
  return { events: [{ type: 'LevelSettled', data: { exportId }, occurredAt: at }], calls: [] };
}

function askPerson({ level, reason, at }: Command<'AskPerson'>, state: InventoryLevel): LevelDecision {
  if (state.settled.has(level.exportId) || state.openTasks.has(taskIdOf(level))) return nothing;
  return { events: [setLevelByHand(level, reason, at)], calls: [] };
}
