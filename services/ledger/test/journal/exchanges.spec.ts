import { describe, expect, it } from '@jest/globals';
import { openBalances } from '../../src/journal/books/balances.js';
import { entriesOf } from '../../src/journal/books/entries.js';
import { isSettled } from '../../src/journal/settlement.js';
import { openItemsOf } from '../../src/status/open-item.js';
import { waitingFor } from '../../src/status/waiting-for.js';
import { envelopeOf, type Chapter } from '../support/envelopes.js';
import { northfold, usd } from '../support/northfold.js';
import { example, type Plan } from '../support/plan.js';
import { run } from '../support/run.js';
import { chaptersOf } from '../support/settling.js';

const { returnId } = northfold;
const factsAfter = (chapters: readonly Chapter[]) =>
  run(
    returnId,
    chapters.map((chapter) => envelopeOf(northfold, chapter)),
  ).state.facts;
const without = (chapters: readonly Chapter[], ...types: Chapter['type'][]) =>
  chapters.filter(({ type }) => !types.includes(type));

describe('an exchange', () => {
  it('at full price waits for its import, for the debit of the refund, and for the credit to be applied', () => {
    const all = chaptersOf(example);
    expect(
      waitingFor(factsAfter(without(all, 'ExchangeOrderImported', 'CreditOffsetPosted', 'CreditApplied'))),
    ).toEqual([
      'the exchange order EXC-20418 to be imported into AIMS360',
      'the AR debit of 38.88 USD for the refund in AIMS360',
      '97.20 USD of credit memo CM-5501 to be applied to the invoice of EXC-20418 in AIMS360',
    ]);
    expect(waitingFor(factsAfter(all))).toEqual([]);
  });

  it('at a discount waits for the debit of what the discount consumed', () => {
    const all = chaptersOf({ ...example, exchange: 'discount' }).filter(
      (chapter) => chapter.type !== 'CreditOffsetPosted' || chapter.data.purpose !== 'exchange',
    );
    expect(waitingFor(factsAfter(all))).toEqual(['the AR debit of 97.20 USD for the exchange in AIMS360']);
  });

  it('waits for the order in the shop', () => {
    const all = chaptersOf(example);
    expect(waitingFor(factsAfter(without(all, 'ExchangeOrderCreated', 'ExchangeOrderImported')))).toEqual([
      'the exchange order EXC-20418 in the shop',
    ]);
  });

  it('is not settled while it could not be given for want of stock, and is when it is told again', () => {
    const all = chaptersOf(example);
    const partial = all.map((chapter): Chapter =>
      chapter.type === 'ReturnProcessed'
        ? { ...chapter, data: { ...chapter.data, partial: true, exchangeCredit: usd(0), exchangeOrders: [] } }
        : chapter,
    );
    const first = factsAfter(without(partial, 'ExchangeOrderCreated', 'ExchangeOrderImported', 'CreditApplied'));
    expect(isSettled(first)).toBe(false);
    expect(waitingFor(first)).toContain('an exchange item that is out of stock, or what the shopper gets instead');
    expect(isSettled(factsAfter([...partial, ...all]))).toBe(true);
    expect(isSettled(factsAfter([...all, ...partial]))).toBe(true);
  });

  it('shows an order that was cancelled as what the shopper still has to be given', () => {
    const all = chaptersOf(example);
    const cancelled = all.flatMap((chapter): Chapter[] =>
      chapter.type === 'ExchangeOrderCreated'
        ? [{ ...chapter, at: '2026-09-20T18:00:00.000Z', data: { ...chapter.data, cancelled: true } }]
        : [],
    );
    const { state, events } = run(
      returnId,
      [...all, ...cancelled].map((chapter) => envelopeOf(northfold, chapter)),
    );
    expect(openItemsOf(state.facts)).toEqual([
      {
        account: 'upsell-clearing',
        amount: usd(-9720),
        kind: 'exchange-without-order',
        reason: '97.20 USD of the exchange for which EXC-20418 was cancelled',
        since: '2026-09-20T18:00:00.000Z',
      },
    ]);
    expect(events.filter(({ type }) => type === 'TaskOpened')).toEqual([]);
  });

  it('follows the last word on how much of the credit was applied', () => {
    const all = chaptersOf(example);
    const at = (minute: number) => `2026-09-20T15:0${minute}:00.000Z`;
    const told = (minute: number, applied: number): Chapter => ({
      from: 'aims360-adapter',
      type: 'CreditApplied',
      at: at(minute),
      data: { returnId, creditDocument: 'CM-5501', applied: usd(applied), appliedAt: at(minute), system: 'AIMS360' },
    });
    // Applied, taken back by a person, applied in two steps.
    const story = [told(1, 9720), told(2, 0), told(3, 5000), told(4, 9720)];
    const rest = without(all, 'CreditApplied');
    for (const order of [story, story.toReversed()]) {
      expect(isSettled(factsAfter([...rest, ...order]))).toBe(true);
      expect(
        run(
          returnId,
          [...rest, ...order].map((one) => envelopeOf(northfold, one)),
        ).events.map(({ type }) => type),
      ).not.toContain('TaskOpened');
    }
    expect(openBalances(entriesOf(factsAfter([...rest, ...story.slice(0, 3)])))).toEqual([
      { account: 'customer-receivable', amount: usd(-4720) },
      { account: 'exchange-clearing', amount: usd(4720) },
    ]);
  });
});

/** contracts/rlm-and-3pl.md §7: merchandise, tax, captured, DISCOUNT, LOOPEXC, A/R. */
const rows: readonly [string, Partial<Plan> & { discount: number }][] = [
  ['even, discount off', { exchangeCredit: 8710, upsell: 0, refunds: [], exchange: 'full-price', discount: 0 }],
  [
    'even, discount on',
    { total: 8000, tax: 0, exchangeCredit: 8000, refunds: [], exchange: 'discount', discount: 8000 },
  ],
  ['upsell, discount off', { exchangeCredit: 8710, upsell: 2178, refunds: [], exchange: 'full-price', discount: 0 }],
  [
    'upsell, discount on',
    { total: 8000, tax: 0, exchangeCredit: 8000, upsell: 2000, refunds: [], exchange: 'discount', discount: 8000 },
  ],
  ['cheaper item, rest refunded', { exchangeCredit: 6533, refunds: [2177], exchange: 'full-price', discount: 0 }],
];

describe('an exchange whose value the ERP takes off the replacement order', () => {
  it.each(rows)('%s: settles to the cent, and not with a cent more', (_, { discount, ...row }) => {
    const plan: Plan = { ...example, route: 'withheld', total: 8710, tax: 710, ...row };
    const inShop = chaptersOf(plan).map((chapter): Chapter => {
      if (chapter.type !== 'ExchangeOrderCreated') return chapter;
      const total = plan.exchangeCredit + plan.upsell - discount;
      return { ...chapter, data: { ...chapter.data, creditDiscount: usd(discount), total: usd(total) } };
    });
    expect(isSettled(factsAfter(inShop))).toBe(true);
    const other = inShop.map((chapter): Chapter => {
      if (chapter.type !== 'ExchangeOrderImported') return chapter;
      const amount = usd(chapter.data.offset.amount.amount + 1);
      return { ...chapter, data: { ...chapter.data, offset: { ...chapter.data.offset, amount } } };
    });
    expect(openItemsOf(factsAfter(other)).map(({ kind }) => kind)).toEqual(['offset-without-exchange']);
  });
});
