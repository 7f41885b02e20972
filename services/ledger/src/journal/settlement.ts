import { isZero, type Money } from '@backhaul/money';
import { balancesOf, openBalances, type Balance } from './books/balances.js';
import { disputedCauses, entriesOf } from './books/entries.js';
import { latest } from './books/entry.js';
import { compareText, firstOf, ofType, type Fact, type Facts, type FactType } from './facts.js';
import { pendingOf, refundIdsOf, refundsOf } from './refunds.js';

/** Something without which a return is not settled. */
export type Requirement =
  | { readonly kind: 'initiated' }
  | { readonly kind: 'authorised' }
  | { readonly kind: 'expected'; readonly type: string }
  | { readonly kind: 'stock-level'; readonly sku: string; readonly locationId: string }
  | { readonly kind: 'processed' }
  | { readonly kind: 'refund'; readonly refundId: string | null }
  | { readonly kind: 'refund-money'; readonly refundId: string; readonly pending: Money }
  | { readonly kind: 'disputed'; readonly cause: string }
  | ({ readonly kind: 'open-balance' } & Balance);

/** What the facts still lack; empty means settled. A function of the facts alone. */
export function openRequirements(facts: Facts): Requirement[] {
  const entries = entriesOf(facts);
  return [
    ...missing(facts, 'ReturnInitiated', { kind: 'initiated' }),
    ...missing(facts, 'ReturnAuthorized', { kind: 'authorised' }),
    ...expectedTypes(facts)
      .filter((type) => !seen(facts, type))
      .map((type): Requirement => ({ kind: 'expected', type })),
    ...openStockLevels(facts),
    ...missing(facts, 'ReturnProcessed', { kind: 'processed' }),
    ...openRefunds(facts),
    ...disputedCauses(entries).map((cause): Requirement => ({ kind: 'disputed', cause })),
    ...openBalances(entries).map((balance): Requirement => ({ kind: 'open-balance', ...balance })),
  ];
}

/** True when every required document exists and every clearing account is back at zero. */
export function isSettled(facts: Facts): boolean {
  return openRequirements(facts).length === 0;
}

/** When the settlement was reached. */
export interface SettlementMoment {
  /** When the last thing happened that it needed, ISO 8601 UTC. */
  readonly happenedAt: string;
  /** When the last of them was learned, ISO 8601 UTC. */
  readonly learnedAt: string;
  /** The event by which that was learned. */
  readonly causeEventId: string;
}

/** The moment of settlement, from the facts that it needed: what else is known of the return does not move it. */
export function settlementMoment(facts: Facts): SettlementMoment {
  const entries = entriesOf(facts).map(({ effectiveAt, learnedAt, causeEventId }) => ({
    happenedAt: effectiveAt,
    learnedAt,
    causeEventId,
  }));
  const documents = neededFacts(facts).map(({ time, recordedAt, id }) => ({
    happenedAt: time,
    learnedAt: recordedAt,
    causeEventId: id,
  }));
  const moments = [...documents, ...entries].sort(
    (left, right) => compareText(left.learnedAt, right.learnedAt) || compareText(left.causeEventId, right.causeEventId),
  );
  const last = moments.at(-1);
  return {
    happenedAt: latest(moments.map(({ happenedAt }) => happenedAt)),
    learnedAt: last?.learnedAt ?? '',
    causeEventId: last?.causeEventId ?? '',
  };
}

/** The first fact of each document that the route asks for; of a repetition the first counts. */
function neededFacts(facts: Facts): Fact[] {
  const needed = new Set<string>(['ReturnProcessed', ...expectedTypes(facts)]);
  const firsts = new Map<string, Fact>();
  for (const fact of facts.values()) {
    if (!needed.has(fact.type)) continue;
    const what = fact.type === 'InventoryLevelSet' ? levelKey(fact.data) : fact.type;
    const first = firsts.get(what);
    if (first === undefined || fact.time < first.time) firsts.set(what, fact);
  }
  return [...firsts.values()];
}

/** What the shopper got back in money. */
export function paidOut(facts: Facts, currency: string): Money {
  const balance = balancesOf(entriesOf(facts)).find(
    ({ account, amount }) => account === 'paid-out' && amount.currency === currency,
  );
  return { amount: balance === undefined ? 0 : -balance.amount.amount, currency };
}

/** Event types that the ERP's route asks for. */
export function expectedTypes(facts: Facts): string[] {
  return [...new Set(ofType(facts, 'ReturnAuthorized').flatMap(({ data }) => data.expects))];
}

function missing(facts: Facts, type: FactType, requirement: Requirement): Requirement[] {
  return seen(facts, type) ? [] : [requirement];
}

/** `type` comes from another service's list, so it may be a name that we do not know. */
function seen(facts: Facts, type: string): boolean {
  return [...facts.values()].some((fact) => fact.type === type);
}

function levelKey({ sku, locationId }: { sku: string; locationId: string }): string {
  return JSON.stringify([sku, locationId]);
}

/** Every level of an export must have arrived in the shop, where the route asks for it at all. */
function openStockLevels(facts: Facts): Requirement[] {
  if (!expectedTypes(facts).includes('InventoryLevelSet')) return [];
  const arrived = new Set(ofType(facts, 'InventoryLevelSet').map(({ data }) => levelKey(data)));
  const wanted = new Map(
    ofType(facts, 'InventoryExported').flatMap(({ data }) => data.levels.map((level) => [levelKey(level), level])),
  );
  return [...wanted]
    .filter(([key]) => !arrived.has(key))
    .sort(([left], [right]) => compareText(left, right))
    .map(([, { sku, locationId }]) => ({ kind: 'stock-level', sku, locationId }));
}

function openRefunds(facts: Facts): Requirement[] {
  const recorded = refundsOf(facts);
  const ids = new Set(recorded.map(({ data }) => data.refundId));
  const named = refundIdsOf(facts);
  const unnamed: Requirement[] = asksForRefund(facts) && named.length === 0 ? [{ kind: 'refund', refundId: null }] : [];
  const unseen = named.filter((refundId) => !ids.has(refundId));
  const pending = recorded.map((refund) => ({ refundId: refund.data.refundId, pending: pendingOf(refund, facts) }));
  return [
    ...unnamed,
    ...unseen.map((refundId): Requirement => ({ kind: 'refund', refundId })),
    ...pending.filter((part) => !isZero(part.pending)).map((part): Requirement => ({ kind: 'refund-money', ...part })),
  ];
}

function asksForRefund(facts: Facts): boolean {
  const outcome = firstOf(facts, 'ReturnInitiated')?.data.outcome ?? '';
  return outcome.split('+').includes('refund');
}
