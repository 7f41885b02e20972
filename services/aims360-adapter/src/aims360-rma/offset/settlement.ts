import { compare, displayMoney, isZero, subtract, sum, zero, type Money } from '@backhaul/money';
import type { Rma } from '../state.js';
import { signed, type AdjustmentReading } from './adjustment.js';
import { appliedToInvoices } from './applied.js';
import { misplaced, pairUp, type Paired } from './pairing.js';
import { consumptionOf, type Part } from './parts.js';
import type { OffsetFacts } from './part-rules.js';

/** What is known of the credit and of what consumed it. */
export type Settlement =
  | { readonly name: 'waiting' }
  | (Known & { readonly name: 'balanced' })
  /** Nothing is posted while it differs. */
  | (Known & { readonly name: 'differs'; readonly rest: Money; readonly problems: readonly string[] });

interface Known {
  /** With the one for rounding, where one is due. */
  readonly parts: readonly Part[];
  readonly paired: readonly Paired[];
  /** To be applied to the invoice of the exchange order. */
  readonly toApply: Money;
  readonly applied: Money;
}

/** The credit less everything that consumed it: nothing, within the tolerance, or a matter for a person. */
export function settle(state: Rma): Settlement {
  const facts = factsOf(state);
  if (facts === null) return { name: 'waiting' };
  const { currency } = facts.credit.total;
  const paidIn = facts.processed.refunded.currency;
  if (paidIn !== currency) return inAnotherCurrency(facts, paidIn, state);
  const consumption = consumptionOf(facts);
  if (consumption.name === 'pending') return { name: 'waiting' };
  const { parts, toApply } = consumption;
  const problems = [...consumption.problems, ...misplaced(state).map(inWords)];
  const known: Known = { parts, toApply, paired: pairUp(parts, state), applied: appliedToInvoices(state) };
  const rest = restOf(facts, known);
  if (problems.length > 0) return { ...known, name: 'differs', rest, problems };
  return rounded(known, rest, facts.requested.policy.toleranceCents);
}

const inWords = ({ document, reference, creditDocument }: AdjustmentReading): string =>
  `${document} with ${reference ?? ''} was posted against ${creditDocument ?? ''}, which is the credit of another return.`;

/** Null while one of them is missing, or an exchange item is still to be given. */
function factsOf({ requested, credit, processed, refunds, offset }: Rma): OffsetFacts | null {
  if (requested === null || credit === null || processed === null || processed.partial) return null;
  const { exchangeOrders } = offset;
  return { requested, credit, processed, refunds, exchangeOrders };
}

/** What is left of the credit: posted adjustments count as they were posted, parts without one as they are due. */
function restOf({ credit }: OffsetFacts, { parts, paired, toApply, applied }: Known): Money {
  const posted = paired.map(({ adjustment }) => signed(adjustment));
  const due = parts.filter((part) => !isPosted(part, paired)).map(({ amount }) => amount);
  const invoices = compare(applied, toApply) > 0 ? applied : toApply;
  return subtract(credit.total, sum([...posted, ...due, invoices], credit.total.currency));
}

/** Whether an adjustment for the part stands posted, of whatever amount. */
export const isPosted = ({ purpose }: Pick<Part, 'purpose'>, paired: readonly Paired[]): boolean =>
  paired.some((one) => one.purpose === purpose);

/** A rest within the tolerance is closed by an adjustment of its own, once; no other difference is. */
function rounded(known: Known, rest: Money, tolerance: number): Settlement {
  if (isZero(rest)) return { ...known, name: 'balanced' };
  const isSmall = Math.abs(rest.amount) <= tolerance;
  if (!isSmall || isPosted({ purpose: 'rounding' }, known.paired))
    return { ...known, name: 'differs', rest, problems: [] };
  const rounding: Part = { purpose: 'rounding', amount: rest, taxNotCarried: zero(rest.currency) };
  return { ...known, name: 'balanced', parts: [...known.parts, rounding] };
}

/** No rate is guessed. */
function inAnotherCurrency({ credit }: OffsetFacts, paidIn: string, state: Rma): Settlement {
  const none = zero(credit.total.currency);
  const problems = [`The credit is ${displayMoney(credit.total)}, the shopper was paid in ${paidIn}.`];
  const known = { parts: [], paired: pairUp([], state), toApply: none, applied: none };
  return { ...known, name: 'differs', rest: credit.total, problems };
}
