import type { ExportedLevel } from './commands.js';
import type { InventoryLevelEvent } from './events.js';

export const taskIdOf = ({ exportId, sku, locationId }: ExportedLevel): string =>
  `set-level:${exportId}:${sku}:${locationId}`;

/** The shop refused the figure, or nobody knows whether it took it. */
export function setLevelByHand(level: ExportedLevel, reason: string, at: Date): InventoryLevelEvent {
  const { returnId, sku, locationId, available } = level;
  const data = {
    taskId: taskIdOf(level),
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

/** The figure is in the shop after all. */
export function levelWasSet(level: ExportedLevel, at: Date): InventoryLevelEvent {
  const data = {
    taskId: taskIdOf(level),
    returnId: level.returnId,
    how: 'The shop took the figure.',
    closedAt: at.toISOString(),
  };
  return { type: 'TaskClosed', data, occurredAt: at };
}
