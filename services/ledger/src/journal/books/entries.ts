import type { Facts } from '../facts.js';
import { creditEntries } from './credit-entries.js';
import type { Entry } from './entry.js';
import { exchangeEntries } from './exchange-entries.js';
import { offsetEntries } from './offset-entries.js';
import { outcomeEntries } from './outcome-entries.js';
import { refundEntries } from './refund-entries.js';
import { roundingEntries } from './rounding-entries.js';

/** Every entry that the facts call for; which of them came first makes no difference. */
export function entriesOf(facts: Facts): readonly Entry[] {
  const known = workedOut.get(facts);
  if (known !== undefined) return known;
  const entries = unique(postingsOf(facts));
  workedOut.set(facts, entries);
  return entries;
}

/** Facts never change, and status, settlement and books each ask for their entries. */
const workedOut = new WeakMap<Facts, readonly Entry[]>();

function postingsOf(facts: Facts): Entry[] {
  return [
    ...creditEntries(facts),
    ...refundEntries(facts),
    ...outcomeEntries(facts),
    ...offsetEntries(facts),
    ...roundingEntries(facts),
    ...exchangeEntries(facts),
  ];
}

/** Of entries that say the same the first counts. */
function unique(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.id, entry])).values()].reverse();
}

/** Causes for which the facts give more than one content. */
export function disputedCauses(entries: readonly Entry[]): string[] {
  const causes = entries.map(({ cause }) => cause);
  return [...new Set(causes.filter((cause, index) => causes.indexOf(cause) !== index))].sort();
}
