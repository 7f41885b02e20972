import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountsOf, lineRefunds, outcomeOf } from '../../src/loop/returns/amounts.js';
import { resolveOutOfStock } from '../../src/loop/returns/out-of-stock.js';
import type { LoopReturn } from '../../src/index.js';

const unit = fc
  .record({ price: fc.nat(100_000), share: fc.nat(100), rate: fc.nat(25) })
  .map(({ price, share, rate }) => {
    const discount = Math.floor((price * share) / 100);
    return { price, discount, tax: Math.round(((price - discount) * rate) / 100) };
  });
const line = fc
  .tuple(unit, fc.constantFrom('default', 'keep', 'reject'))
  .map(([worth, outcome]) => ({ ...worth, outcome }));
const item = fc
  .tuple(unit, fc.boolean())
  .map(([worth, outOfStock]) => ({ ...worth, outOfStock, orderId: null, outOfStockResolution: null }));
const anyReturn = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    exchanges: fc.array(item, { maxLength: 4 }),
    handlingFee: fc.nat(5_000),
    storeCredit: fc.oneof(fc.constant('all'), fc.nat(50_000)),
  })
  .map((one) => ({ ...one, currency: 'USD' }) as unknown as LoopReturn);

const sum = (amounts: number[]): number => amounts.reduce((all, amount) => all + amount, 0);

it('the money identities of a return hold for any lines, exchange items, fee and store credit', () => {
  fc.assert(
    fc.property(anyReturn, (one) => {
      const amounts = amountsOf(one);
      expect(amounts.total).toBe(amounts.product - amounts.discount + amounts.tax);
      expect(amounts.exchangeTotal).toBe(amounts.exchangeProduct - amounts.exchangeDiscount + amounts.exchangeTax);
      expect(amounts.returnCredit).toBe(Math.min(amounts.total, amounts.exchangeTotal));
      expect(amounts.upsell).toBe(Math.max(0, amounts.exchangeTotal - amounts.returnCredit));
      expect(amounts.refund + amounts.giftCard).toBe(amounts.total - amounts.returnCredit - amounts.handlingFee);
      for (const amount of Object.values(amounts)) expect(amount).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('the lines share the refund to the cent, and none gets more than it is worth', () => {
  fc.assert(
    fc.property(anyReturn, (one) => {
      const shares = lineRefunds(one);
      expect(sum(shares.map(({ refund }) => refund))).toBe(amountsOf(one).refund);
      for (const [index, share] of shares.entries()) {
        const { price, discount, tax, outcome } = one.lines[index] ?? fail();
        expect(share.item + share.tax).toBe(share.refund);
        expect(share.refund).toBeLessThanOrEqual(outcome === 'reject' ? 0 : price - discount + tax);
      }
    }),
  );
});

it('what is given instead of an item out of stock raises refund or store credit by just as much', () => {
  fc.assert(
    fc.property(anyReturn, fc.constantFrom('refund' as const, 'credit' as const), (one, resolution) => {
      const before = amountsOf(one);
      resolveOutOfStock(one, resolution);
      const after = amountsOf(one);
      const [raised, kept] =
        resolution === 'refund' ? (['refund', 'giftCard'] as const) : (['giftCard', 'refund'] as const);
      expect(after[raised]).toBeGreaterThanOrEqual(before[raised]);
      expect(after[kept]).toBe(before[kept]);
      expect(after.refund + after.giftCard).toBe(after.total - after.returnCredit - after.handlingFee);
    }),
  );
});

it.each([
  ['refund', { lines: [100], exchanges: [], storeCredit: 0 }],
  ['credit', { lines: [100], exchanges: [], storeCredit: 'all' }],
  ['credit+refund', { lines: [100], exchanges: [], storeCredit: 40 }],
  ['exchange', { lines: [100], exchanges: [100], storeCredit: 0 }],
  ['upsell', { lines: [100], exchanges: [120], storeCredit: 0 }],
  ['exchange+refund', { lines: [100], exchanges: [70], storeCredit: 0 }],
  ['exchange+credit', { lines: [100], exchanges: [70], storeCredit: 'all' }],
])('the outcome %s follows from the amounts', (outcome, { lines, exchanges, storeCredit }) => {
  const worth = (price: number) => ({ price, discount: 0, tax: 0, outcome: 'default', outOfStockResolution: null });
  const one = { lines: lines.map(worth), exchanges: exchanges.map(worth), storeCredit, handlingFee: 0 };
  expect(outcomeOf(one as unknown as LoopReturn)).toBe(outcome);
});

function fail(): never {
  throw new Error('there is a share for each line');
}
