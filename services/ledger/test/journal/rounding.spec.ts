import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { balancesOf, openBalances } from '../../src/journal/books/balances.js';
import { entriesOf } from '../../src/journal/books/entries.js';
import { envelopeOf, type Chapter } from '../support/envelopes.js';
import { northfold, usd } from '../support/northfold.js';
import { anyPlan, example, type Plan } from '../support/plan.js';
import { run } from '../support/run.js';
import { chaptersOf } from '../support/settling.js';

type Posted = Extract<Chapter, { type: 'CreditOffsetPosted' }>;

const isPosted = (chapter: Chapter, purpose: Posted['data']['purpose']): chapter is Posted =>
  chapter.type === 'CreditOffsetPosted' && chapter.data.purpose === purpose;
const plus = (chapter: Posted, cents: number): Posted => ({
  ...chapter,
  data: { ...chapter.data, amount: usd(chapter.data.amount.amount + cents) },
});

/** The documents of a return whose refund debit was keyed so many cents short, and the rounding debit that then closed the credit. */
function keyedShort(plan: Plan, cents: number): Chapter[] {
  const all = chaptersOf(plan);
  const template = all.find((one) => isPosted(one, 'refund'));
  if (template === undefined) return [];
  const keyed = all.flatMap((one): Chapter[] => {
    if (isPosted(one, 'rounding')) return [];
    return isPosted(one, 'refund') ? [plus(one, -cents)] : [one];
  });
  const data = { ...template.data, documentNumber: 'DA-D', reference: 'LOOP-88120045-D', purpose: 'rounding' as const };
  const amount = usd(plan.rounding + cents);
  return [...keyed, { ...template, data: { ...data, amount, taxNotCarried: usd(0) } }];
}

const after = (chapters: readonly Chapter[]) =>
  run(
    northfold.returnId,
    chapters.map((chapter) => envelopeOf(northfold, chapter)),
  );
const balance = (chapters: readonly Chapter[], account: string): number =>
  balancesOf(entriesOf(after(chapters).state.facts)).find((one) => one.account === account)?.amount.amount ?? 0;

describe('a refund debit that was keyed a cent short', () => {
  const short = keyedShort(example, 1);

  it('settles by the rounding debit: the cent was the shopper’s money, not a difference of the books', () => {
    const { state } = after(short);
    expect(openBalances(entriesOf(state.facts))).toEqual([]);
    expect(state.kind).toBe('settled');
    expect(balance(short, 'adjustments')).toBe(0);
  });

  it('leaves only what rounding is beyond it to the adjustments', () => {
    const both = keyedShort({ ...example, rounding: 1 }, 1);
    expect(after(both).state.kind).toBe('settled');
    expect(balance(both, 'adjustments')).toBe(-1);
  });

  it('is not mended by it when more is missing than rounding can be', () => {
    const far = short.map((one) => (isPosted(one, 'refund') ? plus(one, -500) : one));
    expect(openBalances(entriesOf(after(far).state.facts))).toContainEqual({
      account: 'refund-clearing',
      amount: usd(501),
    });
  });

  it('waits for every refund that the return names', () => {
    const [first, second] = [short.filter(({ type }) => type !== 'RefundRecorded'), short];
    expect(balance(first, 'refund-clearing')).toBe(-3887);
    expect(balance(second, 'refund-clearing')).toBe(0);
  });

  it('follows a debit for the missing cent that a person posts afterwards', () => {
    const late = short.flatMap((one): Chapter[] =>
      isPosted(one, 'refund')
        ? [{ ...one, at: '2026-09-21T09:00:00.000Z', data: { ...one.data, amount: usd(1), documentNumber: 'DA-R2' } }]
        : [],
    );
    for (const order of [
      [...short, ...late],
      [...late, ...short],
    ]) {
      const { state, events } = after(order);
      expect(openBalances(entriesOf(state.facts))).toEqual([{ account: 'customer-receivable', amount: usd(1) }]);
      expect(events.filter(({ type }) => type === 'TaskOpened')).toEqual([]);
    }
  });

  it('settles whatever the return is, and in whatever order its documents come', () => {
    const plan = anyPlan.filter(({ route, refunds, rounding }) => {
      return route === 'debits' && rounding >= 0 && refunds.reduce((sum, one) => sum + one, 0) > 2;
    });
    fc.assert(
      fc.property(plan, fc.integer({ min: 1, max: 2 }), fc.infiniteStream(fc.nat()), (one, cents, numbers) => {
        const chapters = keyedShort(one, cents);
        const order = chapters
          .map((chapter) => ({ chapter, rank: numbers.next().value ?? 0 }))
          .sort((left, right) => left.rank - right.rank)
          .map(({ chapter }) => chapter);
        const { state, events } = after(order);
        expect(openBalances(entriesOf(state.facts))).toEqual([]);
        expect(state.kind).toBe('settled');
        // Nothing that was posted on the way was wrong in the end.
        expect(entriesOf(state.facts).filter(({ id }) => !state.posted.has(id))).toEqual([]);
        expect(events.filter(({ type }) => type === 'JournalEntryPosted')).toHaveLength(entriesOf(state.facts).length);
      }),
      { numRuns: 100 },
    );
  });
});
