import type { RmaEvent } from './events.js';
import { lineOf, type RmaSnapshot } from './rma-snapshot.js';
import type { Rma } from './state.js';
import { closeTask } from './tasks.js';
import { keptWaiting } from './warehouse/kept-units.js';

// Work on the RMA that a person may do by hand: the next look shows whether it is done.

/** Tasks to receive goods are done once everything that warehouses posted stands on the RMA, and what is kept is written off. */
export function receiptsBooked(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  const { postedUnits, receivedUnits } = state;
  const came = postedUnits.filter(({ disposition }) => disposition !== 'missing');
  const missing = rma.lines.reduce((all, line) => all + line.missing, 0);
  if (keptWaiting(rma, state)) return [];
  const isBooked = came.every(({ unitId }) => unitId !== null && receivedUnits.has(unitId));
  if (!isBooked || missing < postedUnits.length - came.length) return [];
  return closeAll(returnId, 'receive-rma-', 'The RMA shows the receipt', rma, state);
}

/** Tasks to change the RMA are done once it has the units of the return. */
export function editsDone(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  const wanted = (state.requested?.units ?? []).filter(({ outcome }) => outcome === 'return');
  const isDone = rma.lines.every(
    (line) => line.authorized === wanted.filter((unit) => lineOf(unit, rma.lines)?.sku === line.sku).length,
  );
  const allThere = wanted.every((unit) => lineOf(unit, rma.lines) !== undefined);
  if (!isDone || !allThere) return [];
  return [
    ...closeAll(returnId, 'edit-rma', 'The RMA has the units of the return', rma, state),
    ...closeAll(returnId, 'return-changed', 'The RMA has the units of the return', rma, state),
  ];
}

function closeAll(returnId: string, prefix: string, how: string, { updatedAt }: RmaSnapshot, state: Rma): RmaEvent[] {
  const ending = `:${returnId}`;
  const ids = Object.keys(state.tasks).map((taskId) => taskId.slice(0, -ending.length));
  const at = new Date(updatedAt);
  return ids.filter((id) => id.startsWith(prefix)).flatMap((id) => closeTask(returnId, id, how, at, state));
}
