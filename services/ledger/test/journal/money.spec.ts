import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openBalances } from '../../src/journal/books/balances.js';
import { entriesOf } from '../../src/journal/books/entries.js';
import { isSettled } from '../../src/journal/settlement.js';
import { openItemsOf } from '../../src/status/open-item.js';
import { envelopeOf, type Chapter } from '../support/envelopes.js';
import { northfold, usd } from '../support/northfold.js';
import { anyPlan } from '../support/plan.js';
import { run } from '../support/run.js';
import { chaptersOf } from '../support/settling.js';

const after = (chapters: readonly Chapter[]) =>
  run(
    northfold.returnId,
    chapters.map((chapter) => envelopeOf(northfold, chapter)),
  ).state;

/** The money of a document a cent higher; null for one without money of its own in the books. */
function offByACent(chapter: Chapter): Chapter | null {
  switch (chapter.type) {
    case 'CreditOffsetPosted':
      return { ...chapter, data: { ...chapter.data, amount: usd(chapter.data.amount.amount + 1) } };
    case 'CreditApplied':
      return { ...chapter, data: { ...chapter.data, applied: usd(chapter.data.applied.amount + 1) } };
    case 'RefundImported':
      return { ...chapter, data: { ...chapter.data, applied: usd(chapter.data.applied.amount + 1) } };
    case 'RefundRecorded':
      return { ...chapter, data: { ...chapter.data, moneyRefunded: usd(chapter.data.moneyRefunded.amount + 1) } };
    case 'CreditIssued':
      return { ...chapter, data: { ...chapter.data, total: usd(chapter.data.total.amount + 1) } };
    case 'ExchangeOrderCreated':
      return { ...chapter, data: { ...chapter.data, total: usd(chapter.data.total.amount + 1) } };
    default:
      return null;
  }
}

describe('the money of any return', () => {
  it('is settled to the cent once every document of its route is there', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const { kind, facts } = after(chaptersOf(plan));
        expect(openItemsOf(facts)).toEqual([]);
        expect(kind).toBe('settled');
      }),
      { numRuns: 100 },
    );
  });

  it('is not settled while any one of them is missing', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), (plan, nth) => {
        const chapters = chaptersOf(plan);
        const missing = nth % chapters.length;
        const receipts = chapters.filter(({ type }) => type === 'ReceiptRecorded').length;
        fc.pre(chapters[missing]?.type !== 'ReceiptRecorded' || receipts === 1);
        expect(after(chapters.filter((_, index) => index !== missing)).kind).toBe('open');
      }),
      { numRuns: 100 },
    );
  });

  it('is not settled while any one amount is off by a cent, and the open item says of what', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), (plan, nth) => {
        const chapters = chaptersOf(plan);
        const changed = nth % chapters.length;
        const chapter = chapters[changed];
        const other = chapter === undefined ? null : offByACent(chapter);
        fc.pre(other !== null);
        // A refund of a cent more is the cent that rounding closed, if it closed one.
        fc.pre(other?.type !== 'RefundRecorded' || plan.rounding <= 0);
        const { facts } = after(chapters.map((one, index) => (index === changed && other !== null ? other : one)));
        expect(isSettled(facts)).toBe(false);
        const items = openItemsOf(facts);
        expect(items.length).toBeGreaterThan(0);
        for (const { reason } of items) expect(reason).toMatch(/^\d+\.\d\d USD /);
      }),
      { numRuns: 100 },
    );
  });

  it('always has books that balance', () => {
    fc.assert(
      fc.property(anyPlan, fc.array(fc.nat()), (plan, order) => {
        const chapters = chaptersOf(plan);
        const part = order.flatMap((nth) => chapters[nth % chapters.length] ?? []);
        const entries = entriesOf(after(part).facts);
        for (const { lines } of entries) expect(lines.reduce((total, { amount }) => total + amount.amount, 0)).toBe(0);
        expect(openBalances(entries).every(({ amount }) => amount.amount !== 0)).toBe(true);
      }),
    );
  });
});
