import { nothing } from '@backhaul/contracts';
import { displayMoney, equals } from '@backhaul/money';
import { blocked } from './blocked.js';
import { defaultCodes } from './codes.js';
import type { RmaCommand } from './commands.js';
import { contentsOf, draftFrom, without, type Contents } from './contents.js';
import { clearedByChange } from './credit.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent, RmaUnit } from './events.js';
import { editRmaEffect } from './rma-draft.js';
import { evolve, type Requested, type Rma } from './state.js';
import { openTask } from './tasks.js';

type Command<K extends RmaCommand['kind']> = Extract<RmaCommand, { kind: K }>;

/** The return was edited in Loop: the highest revision counts, in whatever order they come. */
export function reviseReturn(command: Command<'ReviseReturn'>, state: Rma): RmaDecision {
  const { revised, codes = defaultCodes, at } = command;
  const { requested } = state;
  if (requested === null || revised.revision <= state.revision) return nothing;
  const contents = contentsOf(revised, codes, requested.policy);
  const units = contents.units.filter(({ unitId }) => !state.removedUnits.has(unitId));
  const kept =
    units.length === contents.units.length ? contents : without([...state.removedUnits], { ...requested, ...contents });
  const data = { ...kept, revision: revised.revision };
  const event: RmaEvent = { type: 'RmaRevised', data, occurredAt: at };
  const news = [event, ...blocked(revised.returnId, codes.unmapped, at)];
  return thenEdit(revised.returnId, at, news, state);
}

/** Units were taken off the return: the shopper is given nothing for them. */
export function removeUnits({ returnId, unitIds, at }: Command<'RemoveUnits'>, state: Rma): RmaDecision {
  const news = unitIds.filter((unitId) => !state.removedUnits.has(unitId));
  if (state.requested === null || news.length === 0) return nothing;
  const event: RmaEvent = { type: 'UnitsRemoved', data: { unitIds: news }, occurredAt: at };
  return thenEdit(returnId, at, [event], state);
}

function thenEdit(returnId: string, at: Date, events: readonly RmaEvent[], before: Rma): RmaDecision {
  const state = events.reduce(evolve, before);
  const cleared = clearedByChange(returnId, at, state);
  const edit = editDue(returnId, at, state);
  return { events: [...events, ...cleared, ...edit.events], calls: edit.calls };
}

/**
 * The RMA is brought in line once it is there and before it is credited. Units that came cannot be taken off it: then a
 * person compares.
 */
export function editDue(returnId: string, at: Date, state: Rma): RmaDecision {
  const { requested, asked, rmaNumber, blockedBy, credit, ended } = state;
  if (requested === null || asked === null || isSame(requested, asked)) return nothing;
  if (ended !== null || rmaNumber === null || blockedBy.length > 0) return nothing;
  if (credit !== null && equals(credit.total, requested.expectedCredit)) return nothing;
  if (requested.policy.owner === 'observe-only') return nothing;
  const differences = differencesOf(asked, requested);
  if (requested.policy.owner !== 'us' || credit !== null || !hasRoom(requested, state))
    return { events: [changed(returnId, at, rmaNumber, differences, state)], calls: [] };
  const payload = draftFrom(returnId, requested, at);
  const edit = state.edits + 1;
  return {
    events: [{ type: 'EditRequested', data: { edit, tax: null }, occurredAt: at }],
    calls: [{ key: `edit:${returnId}:${edit}`, kind: editRmaEffect, payload }],
  };
}

/** For everything that came there is still a unit. */
function hasRoom({ units }: Requested, { receivedUnits }: Rma): boolean {
  const ids = new Set(units.map(({ unitId }) => unitId));
  return [...receivedUnits].every((unitId) => ids.has(unitId));
}

function isSame(one: Contents, other: Contents): boolean {
  const text = ({ units }: Contents): string =>
    JSON.stringify(units.toSorted((a, b) => a.unitId.localeCompare(b.unitId)));
  return equals(one.tax, other.tax) && equals(one.fee, other.fee) && text(one) === text(other);
}

/** In words, one line per difference. */
function differencesOf(before: Contents, now: Contents): Record<string, string> {
  const ids = (units: readonly RmaUnit[]): Set<string> => new Set(units.map(({ unitId }) => unitId));
  const named = ({ sku, barcode, unitId, price }: RmaUnit): string =>
    `${sku ?? barcode ?? unitId} at ${displayMoney(price)}`;
  const off = before.units.filter(({ unitId }) => !ids(now.units).has(unitId));
  const on = now.units.filter(({ unitId }) => !ids(before.units).has(unitId));
  const money = (was: Contents['tax'], is: Contents['tax']): string => `${displayMoney(was)} → ${displayMoney(is)}`;
  return {
    ...(off.length > 0 ? { 'taken off': off.map(named).join(', ') } : {}),
    ...(on.length > 0 ? { added: on.map(named).join(', ') } : {}),
    ...(equals(before.tax, now.tax) ? {} : { tax: money(before.tax, now.tax) }),
    ...(equals(before.fee, now.fee) ? {} : { fee: money(before.fee, now.fee) }),
    credit: displayMoney(now.expectedCredit),
  };
}

function changed(
  returnId: string,
  at: Date,
  rma: string,
  differences: Record<string, string>,
  { requested, credit }: Rma,
): RmaEvent {
  const cause = credit === null ? 'goods that are off the return have come in' : 'it is credited already';
  const why = requested?.policy.owner === 'us' ? cause : 'the RMA is not ours';
  const lines = Object.entries(differences).map(([what, value]) => `${what}: ${value}`);
  return openTask(returnId, at, {
    id: 'return-changed',
    kind: 'return-changed',
    title: `The return was changed after RMA ${rma} was made`,
    why: `RMA ${rma} cannot be brought in line by itself: ${why}. ${lines.join('; ')}.`,
    role: 'operator',
    values: { rma, ...differences },
  });
}
