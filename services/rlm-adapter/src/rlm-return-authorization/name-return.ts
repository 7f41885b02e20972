import { nothing } from '@backhaul/contracts';
import { createRa } from './ask-for-ras.js';
import type { UnmappedValue } from './codes.js';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { raLinesOf, unitsOf } from './ra-lines.js';
import { evolve, type ReturnAuthorization } from './state.js';
import { closeTask, open } from './tasks.js';

const taskIdOf = (returnId: string, { table, key }: UnmappedValue): string => `map-value:${returnId}:${table}:${key}`;

/** One task per word; each closes when it is mapped. */
export function blocked(returnId: string, by: readonly UnmappedValue[], at: Date): RaDecision {
  const tasks = by.map((value) =>
    open(returnId, at, `${returnId}:${value.table}:${value.key}`, {
      kind: 'map-value',
      title: `"${value.key}" stands for nothing in RLM yet`,
      why: `The store wants every ${value.table} mapped, so the RA waits. Set the entry, or remove the table from rlm.requireMapping.`,
      role: 'operator',
      values: { table: value.table, key: value.key },
    }),
  );
  return { events: [{ type: 'RaBlocked', data: { by: [...by] }, occurredAt: at }, ...tasks], calls: [] };
}

/**
 * The store's tables have changed: the RA is asked for with what they say now, once nothing is lacking. One that RLM refused
 * for an item that it does not know is asked for again when the item has got other codes.
 */
export function nameReturn(
  { returnId, codes, at }: Extract<RaCommand, { kind: 'NameReturn' }>,
  state: ReturnAuthorization,
): RaDecision {
  const { requested, ras, blockedBy, ended } = state;
  if (requested === null || ras.length > 0 || ended !== null) return nothing;
  const lines = raLinesOf(unitsOf(requested.lines), codes);
  const warehouse = codes.warehouse ?? requested.policy.warehouse;
  const isSame = JSON.stringify(lines) === JSON.stringify(requested.lines);
  if (blockedBy.length === 0 && isSame) return nothing;
  const named: RaEvent = { type: 'RaNamed', data: { lines, warehouse }, occurredAt: at };
  const isOpen = (value: UnmappedValue): boolean =>
    codes.unmapped.some(({ table, key }) => table === value.table && key === value.key);
  const settled = blockedBy
    .filter((value) => !isOpen(value))
    .flatMap((value) => closeTask(returnId, taskIdOf(returnId, value), 'It is mapped.', at, state));
  const left = blockedBy.filter(isOpen);
  const still: RaEvent[] = left.length === 0 ? [] : [{ type: 'RaBlocked', data: { by: left }, occurredAt: at }];
  const events = [named, ...settled, ...still];
  if (left.length > 0) return { events, calls: [] };
  const after = events.reduce(evolve, state);
  const refused = closeTask(
    returnId,
    createTaskOf(returnId, state),
    'The RA is asked for with other codes.',
    at,
    after,
  );
  return { events: [...events, ...refused], calls: createRa(returnId, after).calls };
}

/** The return is over: its words need no entries any more. */
export const nothingToMap = (returnId: string, at: Date, state: ReturnAuthorization): RaEvent[] =>
  state.blockedBy.flatMap((value) => closeTask(returnId, taskIdOf(returnId, value), 'The return is over.', at, state));

/** The task of the call that was refused last. */
function createTaskOf(returnId: string, { named }: ReturnAuthorization): string {
  return named === 0 ? `create-ra:ra:${returnId}` : `create-ra:ra:${returnId}:${named}`;
}
