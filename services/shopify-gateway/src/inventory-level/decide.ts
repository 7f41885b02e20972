import { nothing, unreachable, type Decision, type DomainEvent, type Published } from '@backhaul/contracts';

/** What this service tells the others about a stock level. */
export const publishedEvents = ['InventoryLevelSet', 'TaskOpened'] as const;
export const setLevelEffect = 'shopify.inventory.set';

/** An absolute figure from the stock of record. */
export interface ExportedLevel {
  readonly exportId: string;
  readonly returnId: string;
  readonly sku: string;
  readonly locationId: string;
  readonly available: number;
  readonly exportedAt: Date;
}

export type InventoryLevelEvent =
  Published<(typeof publishedEvents)[number]> | DomainEvent<'LevelExported', { exportedAt: string; available: number }>;

export type InventoryLevelCommand =
  | { kind: 'TakeExport'; level: ExportedLevel }
  | { kind: 'ConfirmSet'; level: ExportedLevel; at: Date }
  | { kind: 'RecordRefusal'; level: ExportedLevel; reason: string; at: Date };

/** The newest export that was taken in; an older one never overwrites it. */
export interface InventoryLevel {
  readonly exportedAt: string;
}

/** One SKU at one location: the last export wins, by the time at which the stock of record was read. Pure. */
export const inventoryLevel = {
  initial: { exportedAt: '' } as InventoryLevel,

  decide(command: InventoryLevelCommand, state: InventoryLevel): Decision<InventoryLevelEvent> {
    switch (command.kind) {
      case 'TakeExport':
        return takeExport(command.level, state);
      case 'ConfirmSet':
        return { events: [levelSet(command.level, command.at)], calls: [] };
      case 'RecordRefusal':
        return { events: [task(command.level, command.reason, command.at)], calls: [] };
      default:
        return unreachable(command);
    }
  },

  evolve(state: InventoryLevel, event: InventoryLevelEvent): InventoryLevel {
    return event.type === 'LevelExported' ? { exportedAt: event.data.exportedAt } : state;
  },
};

/** A figure that a newer one has overtaken counts as set: the shop already shows something fresher. */
function takeExport(level: ExportedLevel, state: InventoryLevel): Decision<InventoryLevelEvent> {
  const exportedAt = level.exportedAt.toISOString();
  if (exportedAt === state.exportedAt) return nothing;
  if (exportedAt < state.exportedAt) return { events: [levelSet(level, level.exportedAt)], calls: [] };
  const key = `level:${level.exportId}:${level.sku}:${level.locationId}`;
  return {
    events: [{ type: 'LevelExported', data: { exportedAt, available: level.available }, occurredAt: level.exportedAt }],
    calls: [{ key, kind: setLevelEffect, payload: { ...level, exportedAt } }],
  };
}

function levelSet(level: ExportedLevel, at: Date): InventoryLevelEvent {
  const { returnId, sku, locationId, available } = level;
  return {
    type: 'InventoryLevelSet',
    data: { returnId, sku, locationId, available, setAt: at.toISOString() },
    occurredAt: at,
  };
}

function task(level: ExportedLevel, reason: string, at: Date): InventoryLevelEvent {
  const { returnId, sku, locationId, available } = level;
  const data = {
    taskId: `set-level:${level.exportId}:${sku}:${locationId}`,
    returnId,
    kind: 'set-level',
    title: `Stock of ${sku} could not be set in the shop`,
    why: `${reason}. Mend the cause, then retry the call.`,
    values: { sku, location: locationId, available: String(available) },
    role: 'operator' as const,
    openedAt: at.toISOString(),
  };
  return { type: 'TaskOpened', data, occurredAt: at };
}
