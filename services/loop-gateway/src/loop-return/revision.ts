import { contentsOf, digestOf } from './contents.js';
import type { LoopReturnEvent } from './events.js';
import type { ReturnSnapshot } from './snapshot.js';
import type { LoopReturn } from './state.js';

/**
 * Tells that the return no longer holds what the others were told, whoever changed it. What was cancelled or has expired is told by
 * its end alone; a lapsed return that comes back is told then.
 */
export function revision(returnId: string, snapshot: ReturnSnapshot, { told }: LoopReturn): LoopReturnEvent[] {
  if (told === null || snapshot.state === 'cancelled' || snapshot.state === 'expired') return [];
  const contents = contentsOf(snapshot, told);
  if (digestOf(contents) === told.digest) return [];
  const occurredAt = snapshot.updatedAt;
  const at = occurredAt.toISOString();
  const left = new Set(contents.units.map(({ unitId }) => unitId));
  const unitIds = told.unitIds.filter((unitId) => !left.has(unitId));
  const removed: LoopReturnEvent[] =
    unitIds.length === 0
      ? []
      : [{ type: 'ReturnUnitsRemoved', data: { returnId, unitIds, removedAt: at }, occurredAt }];
  // With the last unit everything is said: a return without any holds nothing.
  if (contents.units.length === 0) return removed;
  const { externalReturnId, order, outcome, parcel, multiCurrency } = snapshot;
  const head = { returnId, externalReturnId, order, outcome, parcel, multiCurrency };
  const data = { ...head, ...contents, revision: told.revision + 1, revisedAt: at };
  return [...removed, { type: 'ReturnRevised', data, occurredAt }];
}
