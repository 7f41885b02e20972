import { nothing } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import { cancelOrder, cancelRa, givenUp } from './ending.js';
import type { RaEvent } from './events.js';
import { exportDecision } from './export-decision.js';
import { nothingToMap } from './name-return.js';
import { evolve, raOf, receiptsOf, type OwnRa, type ReturnAuthorization } from './state.js';
import { notAwaited } from './receipt-tasks.js';
import { closeTask, open } from './tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

/** The return was cancelled, has lapsed, or was closed without an outcome. */
export function endReturn({ returnId, how, at }: Command<'EndReturn'>, state: ReturnAuthorization): RaDecision {
  if (state.ended !== null) return nothing;
  return {
    events: [{ type: 'EndObserved', data: { how }, occurredAt: at }, ...nothingToMap(returnId, at, state)],
    calls: [],
  };
}

/** Units were taken off the return: they are not waited for any more. */
export function removeUnits(command: Command<'RemoveUnits'>, state: ReturnAuthorization): RaDecision {
  const { returnId, at } = command;
  const unitIds = command.unitIds.filter((id) => !state.takenOff.has(id));
  if (unitIds.length === 0) return nothing;
  const taken: RaEvent = { type: 'UnitsTakenOff', data: { unitIds }, occurredAt: at };
  return { events: [taken, ...exportDecision(returnId, at, evolve(state, taken))], calls: [] };
}

/**
 * The return was edited in Loop. Units that are not on it any more are taken off; RLM has no call that puts more on an RA, so
 * those are for a person.
 */
export function reviseReturn(command: Command<'ReviseReturn'>, state: ReturnAuthorization): RaDecision {
  const { returnId, revised, at } = command;
  const { requested } = state;
  if (requested === null) return nothing;
  const asked = requested.lines.flatMap(({ unitIds }) => unitIds);
  const now = revised.units.filter(({ outcome }) => outcome === 'return');
  const gone = asked.filter((id) => !now.some(({ unitId }) => unitId === id));
  const more = now.filter(({ unitId }) => !asked.includes(unitId));
  const taken = removeUnits({ kind: 'RemoveUnits', returnId, unitIds: gone, at }, state);
  const taskId = `return-changed:${returnId}`;
  if (more.length === 0) {
    const settled = closeTask(returnId, taskId, 'The return has only units that the RA has.', at, state);
    return { ...taken, events: [...taken.events, ...settled] };
  }
  const items = more.map(({ sku, barcode, unitId }) => sku ?? barcode ?? unitId).join(', ');
  const task = open(returnId, at, returnId, {
    kind: 'return-changed',
    title: 'Units were added to the return after its RA was made',
    why: `RLM has no call that puts them on an RA, so they would be received as unexpected: ${items}. Add them to the RA in RLM and tell the warehouse, or take them off the return in Loop.`,
    role: 'operator',
    values: { ra: state.ras.map(({ raNumber }) => raNumber).join(', ') || 'none yet', items },
  });
  const isOpen = task.type === 'TaskOpened' && state.tasks[taskId] === task.data.why;
  return { ...taken, events: [...taken.events, ...(isOpen ? [] : [task])] };
}

/** The warehouse expects nothing any more, or has the goods already. */
export function confirmOrderCancelled(
  { returnId, raNumber, reason, cancelled, at }: Command<'ConfirmOrderCancelled'>,
  state: ReturnAuthorization,
): RaDecision {
  if (raOf(raNumber, state)?.cancelling !== 'return-order') return nothing;
  if (!cancelled) {
    const why = `RA ${raNumber} was to be cancelled, as ${reason}, and the warehouse has the parcel already.`;
    return { events: givenUp(raNumber, why, returnId, at), calls: [] };
  }
  return cancelRa({ returnId, raNumber, reason }, at);
}

/** The RA is void in the ERP: by us, or by a person there. Told once; the others of the return may be final without it. */
export function confirmRaCancelled(command: Command<'ConfirmRaCancelled'>, state: ReturnAuthorization): RaDecision {
  const { returnId, raNumber, reason, at } = command;
  const ra = raOf(raNumber, state);
  if (ra === undefined || ra.cancelling === 'cancelled') return nothing;
  const data = { returnId, documentNumber: raNumber, cancelledAt: at.toISOString(), reason, system: 'RLM' };
  const told: RaEvent = { type: 'AuthorizationCancelled', data, occurredAt: at };
  const after = evolve(state, told);
  return {
    events: [told, ...goodsSettled(returnId, raNumber, at, state), ...exportDecision(returnId, at, after)],
    calls: isAwaited(ra, state) ? cancelOrder(ra, reason, returnId, state) : [],
  };
}

/** Nobody has told the warehouse that nothing comes any more; what it has all the same, its receipt will say. */
const isAwaited = (ra: OwnRa, state: ReturnAuthorization): boolean =>
  ra.cancelling === 'no' && receiptsOf(ra.raNumber, state).length === 0;

/** A person has closed the RA in the ERP: what was asked of one is done. */
export function confirmRaClosed(
  { returnId, raNumber, at }: Command<'ConfirmRaClosed'>,
  state: ReturnAuthorization,
): RaDecision {
  return { events: goodsSettled(returnId, raNumber, at, state), calls: [] };
}

const goodsSettled = (returnId: string, raNumber: string, at: Date, state: ReturnAuthorization): RaEvent[] => [
  ...closeTask(returnId, `ended-with-goods:${returnId}:${raNumber}`, `RA ${raNumber} is closed in RLM.`, at, state),
  ...notAwaited(returnId, raNumber, at, state),
];
