import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { balancesOf, openBalances } from '../../src/journal/books/balances.js';
import { entriesOf } from '../../src/journal/books/entries.js';
import { factKey, type Facts } from '../../src/journal/facts.js';
import { envelopeOf } from '../support/envelopes.js';
import { creditMemo, northfold, northfoldEvents, northfoldStory, refund, usd } from '../support/northfold.js';
import { oakandlinenEvents } from '../support/oakandlinen.js';
import { asFact, run } from '../support/run.js';

const factsOf = (events: Parameters<typeof asFact>[0][]): Facts =>
  new Map(events.map(asFact).map((fact) => [factKey(fact), fact]));

const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });

describe('the books of a return', () => {
  it('say where the value went', () => {
    const { state } = run(northfold.returnId, northfoldEvents);
    expect(balancesOf(entriesOf(state.facts))).toEqual([
      { account: 'customer-receivable', amount: usd(0) },
      { account: 'refund-clearing', amount: usd(0) },
      { account: 'sales-returns', amount: usd(12600) },
      { account: 'tax', amount: usd(1008) },
      { account: 'paid-out', amount: usd(-13608) },
    ]);
  });

  it('count a pending part of the refund when it is paid, not before', () => {
    const before = run(
      'r',
      oakandlinenEvents.filter(({ type }) => type !== 'RefundMoneySettled'),
    );
    expect(openBalances(entriesOf(before.state.facts))).toEqual([{ account: 'refund-clearing', amount: usd(-2800) }]);
    const after = run('r', oakandlinenEvents);
    expect(openBalances(entriesOf(after.state.facts))).toEqual([]);
  });

  it('take in a refund only when the processed return names it', () => {
    const events = northfoldEvents.filter(({ type }) => type === 'RefundRecorded' || type === 'CreditIssued');
    expect(entriesOf(factsOf(events)).map(({ cause }) => cause)).toEqual(['credit:CM-5501']);
  });

  it('keep a fee as income', () => {
    const data = { ...creditMemo, fee: usd(500), total: usd(13108) };
    const event = envelopeOf(northfold, { from: 'aims360-adapter', type: 'CreditIssued', at: data.issuedAt, data });
    expect(balancesOf(entriesOf(factsOf([event])))).toEqual([
      { account: 'customer-receivable', amount: usd(-13108) },
      { account: 'sales-returns', amount: usd(12600) },
      { account: 'tax', amount: usd(1008) },
      { account: 'fee-income', amount: usd(-500) },
    ]);
  });

  it('hold what a credit leaves over on rounding, where it keeps the return open', () => {
    const data = { ...creditMemo, total: usd(13610) };
    const event = envelopeOf(northfold, { from: 'aims360-adapter', type: 'CreditIssued', at: data.issuedAt, data });
    expect(openBalances(entriesOf(factsOf([event])))).toContainEqual({ account: 'rounding', amount: usd(2) });
  });

  it('balance in every entry and in total, whatever the documents say', () => {
    const amounts = fc.record({
      total: cents,
      merchandise: cents,
      tax: cents,
      freight: cents,
      fee: cents,
      adjustment: cents,
    });
    fc.assert(
      fc.property(amounts, cents, cents, (parts, paid, offset) => {
        const money = Object.fromEntries(Object.entries(parts).map(([name, amount]) => [name, usd(amount)]));
        const events = northfoldStory.map((chapter) => {
          if (chapter.type === 'CreditIssued') return { ...chapter, data: { ...creditMemo, ...money } };
          if (chapter.type === 'RefundRecorded') return { ...chapter, data: { ...refund, moneyRefunded: usd(paid) } };
          if (chapter.type !== 'CreditOffsetPosted') return chapter;
          return { ...chapter, data: { ...chapter.data, amount: usd(offset) } };
        });
        const entries = entriesOf(factsOf(events.map((chapter) => envelopeOf(northfold, chapter))));
        for (const { lines } of entries) {
          expect(lines.length).toBeGreaterThanOrEqual(2);
          expect(lines.reduce((total, { amount }) => total + amount.amount, 0)).toBe(0);
        }
        expect(balancesOf(entries).reduce((total, { amount }) => total + amount.amount, 0)).toBe(0);
      }),
    );
  });
});
