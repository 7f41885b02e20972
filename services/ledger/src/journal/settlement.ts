import type { Money } from '@backhaul/money';
import { balancesOf } from './books/balances.js';
import { entriesOf } from './books/entries.js';
import { latest } from './books/entry.js';
import { compareText, type Fact, type Facts } from './facts.js';
import { processedOf } from './processed.js';
import { levelKey, openRequirements } from './requirements.js';
import { expectedTypes } from './route.js';

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
  const needed = new Set<string>(expectedTypes(facts));
  const firsts = new Map<string, Fact>();
  for (const fact of facts.values()) {
    if (!needed.has(fact.type)) continue;
    const what = documentOf(fact);
    const first = firsts.get(what);
    if (first === undefined || fact.time < first.time) firsts.set(what, fact);
  }
  const processed = processedOf(facts);
  return [...(processed === undefined ? [] : [processed]), ...firsts.values()];
}

function documentOf(fact: Fact): string {
  switch (fact.type) {
    case 'InventoryLevelSet':
      return levelKey(fact.data);
    case 'ExchangeOrderImported':
      return `${fact.type} ${fact.data.exchangeOrderId}`;
    default:
      return fact.type;
  }
}

/** What the shopper got back in money. */
export function paidOut(facts: Facts, currency: string): Money {
  const balance = balancesOf(entriesOf(facts)).find(
    ({ account, amount }) => account === 'paid-out' && amount.currency === currency,
  );
  return { amount: balance === undefined ? 0 : -balance.amount.amount, currency };
}
