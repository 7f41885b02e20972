import { nothing } from '@backhaul/contracts';
import { equals, type Money } from '@backhaul/money';
import type { RmaCommand } from './commands.js';
import { draftFrom, valueOf, worthOfUnits } from './contents.js';
import { creditRmaEffect, type CreditDraft } from './credit.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent, RmaUnit } from './events.js';
import { editRmaEffect } from './rma-draft.js';
import type { RmaSnapshot } from './rma-snapshot.js';
import { evolve, type Requested, type Rma } from './state.js';
import { goodsOf, keptWaiting } from './warehouse/kept-units.js';

type PersonAsks = Extract<RmaCommand, { kind: 'RequestCredit' }>;

/** A person of finance asks for the credit of what came. */
export function requestCredit(command: PersonAsks, state: Rma): RmaDecision {
  const { requested } = state;
  if (requested === null || creditRefusal(state) !== null) return nothing;
  const { returnId, by, reason, expected, at } = command;
  const units = creditable(state);
  const edit = partialTax(returnId, at, state);
  const after = edit.events.reduce(evolve, state);
  const credit = ask(returnId, expected ?? worthOf(units, requested), { by, reason }, at, after);
  return { events: [...edit.events, ...credit.events], calls: [...edit.calls, ...credit.calls] };
}

type CreditRule = (state: Rma) => string | null;

/** Why a credit cannot be asked for now, in words for the person; the first that holds. */
const creditRules: readonly CreditRule[] = [
  ({ requested }) => (requested === null ? 'There is no RMA for this return.' : null),
  ({ requested }) =>
    requested?.policy.owner === 'us' ? null : 'The RMA is not ours: its credit is confirmed in AIMS360.',
  ({ rmaNumber }) => (rmaNumber === null ? 'The RMA is not in AIMS360 yet.' : null),
  ({ voided }) => (voided ? 'The RMA is void.' : null),
  ({ ended }) => (ended === null ? null : 'The return is over: it was cancelled, has lapsed or was closed.'),
  ({ credit }) => (credit === null ? null : `It is credited already, by ${credit.documentNumber}.`),
  ({ receivedUnits, requested }) =>
    receivedUnits.size > 0 || requested?.policy.confirmCredit === 'early' ? null : 'Nothing has come in yet.',
  ({ creditRequested, creditRefused }) =>
    creditRequested && !creditRefused ? 'The credit is asked for already.' : null,
];

/** Null when a credit may be asked for. */
export function creditRefusal(state: Rma): string | null {
  for (const rule of creditRules) {
    const refusal = rule(state);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** What came, and what the shopper keeps; before any goods are in, all of it. */
export function creditable({ requested, receivedUnits }: Rma): RmaUnit[] {
  const units = requested?.units ?? [];
  if (receivedUnits.size === 0) return [...units];
  return units.filter(({ unitId, outcome }) => outcome === 'keep' || receivedUnits.has(unitId));
}

/** The tax on the RMA now, and that of what can be credited: it is brought to that before the credit. Null: it stays. */
export function taxChange(state: Rma): { from: Money; to: Money } | null {
  const { requested, taxAsked } = state;
  if (requested?.policy.creditIncludesTax !== true) return null;
  const units = creditable(state);
  const isAll = units.length === requested.units.length;
  const to = isAll ? requested.tax : valueOf(units, requested.fee.currency).tax;
  const from = taxAsked ?? requested.tax;
  return equals(to, from) ? null : { from, to };
}

/** The ERP credits the tax of the RMA as a whole: for a part of the units it is brought to theirs first. */
function partialTax(returnId: string, at: Date, state: Rma): RmaDecision {
  const { requested } = state;
  const tax = taxChange(state)?.to;
  if (requested === null || tax === undefined) return nothing;
  const edit = state.edits + 1;
  const payload = { ...draftFrom(returnId, requested, at), tax };
  return {
    events: [{ type: 'EditRequested', data: { edit, tax }, occurredAt: at }],
    calls: [{ key: `edit:${returnId}:${edit}`, kind: editRmaEffect, payload }],
  };
}

/** What they come to on the RMA. */
function worthOf(units: readonly RmaUnit[], requested: Requested): Money {
  return units.length === requested.units.length ? requested.expectedCredit : worthOfUnits(units, requested);
}

/** By policy of the store: once everything came back in good condition; or, where it opted in, before any goods are in. */
export function creditByPolicy(returnId: string, rma: RmaSnapshot, state: Rma): RmaDecision {
  const { requested, ended, held } = state;
  if (requested === null || requested.policy.owner !== 'us' || ended !== null || held) return nothing;
  if (state.creditRequested || state.credit !== null || rma.status !== 'open') return nothing;
  if (!isDue(rma, state)) return nothing;
  return ask(returnId, requested.expectedCredit, null, new Date(rma.updatedAt), state);
}

function isDue(rma: RmaSnapshot, state: Rma): boolean {
  switch (state.requested?.policy.confirmCredit) {
    case 'early':
      return true;
    case 'policy':
      return isComplete(rma, state);
    default:
      return false;
  }
}

/** Every unit of the return has come, nothing else has, and all of it is back in stock; what is kept is written off. */
function isComplete(rma: RmaSnapshot, state: Rma): boolean {
  const units = (state.requested?.units ?? []).filter(({ outcome }) => outcome === 'return');
  const allCame = units.every(({ unitId }) => state.receivedUnits.has(unitId)) && !keptWaiting(rma, state);
  const { lines } = goodsOf(rma, state);
  return allCame && lines.every((line) => line.received === line.authorized && line.restocked === line.received);
}

/** A key is planned once for good: asked for again after a refusal, the credit has another. */
function ask(
  returnId: string,
  expected: Money,
  person: { by: string; reason: string } | null,
  at: Date,
  { requested, rmaNumber, creditAsks }: Rma,
): RmaDecision {
  if (requested === null || rmaNumber === null) return nothing;
  const key = creditAsks === 0 ? `credit:${returnId}` : `credit:${returnId}:${creditAsks + 1}`;
  const { externalReturnId, policy } = requested;
  const payload: CreditDraft = {
    returnId,
    rmaNumber,
    customerAccount: policy.customerAccount,
    externalReturnId,
    expected,
  };
  const event: RmaEvent = {
    type: 'CreditRequested',
    data: { key, by: person?.by ?? null, reason: person?.reason ?? null },
    occurredAt: at,
  };
  return { events: [event], calls: [{ key, kind: creditRmaEffect, payload }] };
}
