import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '@backhaul/money';
import { shareOf, type Sibling } from '../../src/exchange-order/credit.js';
import { documentsOf } from '../../src/exchange-order/documents.js';
import { exchangeDraftOf } from '../../src/exchange-order/draft.js';
import { orderMoney, rateText } from '../../src/exchange-order/order-money.js';
import {
  exchangePolicy,
  minute,
  named,
  seen,
  shopLine,
  shopOrder,
  draftsOf,
  runExchange,
} from '../support/exchanges.js';
import { returnId, usd } from '../support/returns.js';

/** The order as it is asked for when shop and Loop have told this. */
function moneyWhen(
  order: { merchandise: number; tax?: number; freight?: number; discount?: number },
  credit: number,
  upsell: number,
) {
  const [draft] = draftsOf(runExchange(seen(0, shopOrder(order)), named(1, credit, upsell)));
  if (draft === undefined) throw new Error('nothing was asked for');
  const [document, ...others] = documentsOf(draft, () => 20);
  expect(others).toEqual([]);
  const { discountRate, discount, charge, receivable } = document?.money ?? orderMoney({ ...zeros, captured: usd(0) });
  return { rate: rateText(discountRate), discount: discount.amount, LOOPEXC: charge.amount, 'A/R': receivable.amount };
}
const zeros = { merchandise: usd(0), discount: usd(0), tax: usd(0), freight: usd(0) };

describe('an exchange order in RLM (contracts/rlm-and-3pl.md §7)', () => {
  it.each([
    {
      row: 'even, Loop discount off',
      order: { merchandise: 8000, tax: 710 },
      loop: [8710, 0],
      rlm: { rate: '0.00000', discount: 0, LOOPEXC: -8710, 'A/R': 0 },
    },
    {
      row: 'even, Loop discount on, no tax',
      order: { merchandise: 8000, discount: 8000 },
      loop: [8000, 0],
      rlm: { rate: '1.00000', discount: 8000, LOOPEXC: 0, 'A/R': 0 },
    },
    {
      row: 'upsell, Loop discount off',
      order: { merchandise: 10_000, tax: 888 },
      loop: [8710, 2178],
      rlm: { rate: '0.00000', discount: 0, LOOPEXC: -8710, 'A/R': 2178 },
    },
    {
      row: 'upsell, Loop discount on, no tax',
      order: { merchandise: 10_000, discount: 8000 },
      loop: [8000, 2000],
      rlm: { rate: '0.80000', discount: 8000, LOOPEXC: 0, 'A/R': 2000 },
    },
    {
      row: 'a cheaper item, the rest refunded',
      order: { merchandise: 6000, tax: 533 },
      loop: [6533, 0],
      rlm: { rate: '0.00000', discount: 0, LOOPEXC: -6533, 'A/R': 0 },
    },
    {
      row: 'even, Loop discount on, its tax left over',
      order: { merchandise: 8000, tax: 710, discount: 8000 },
      loop: [8710, 0],
      rlm: { rate: '1.00000', discount: 8000, LOOPEXC: -710, 'A/R': 0 },
    },
    {
      row: 'with freight, which the returned value pays too',
      order: { merchandise: 8000, tax: 710, freight: 500 },
      loop: [9210, 0],
      rlm: { rate: '0.00000', discount: 0, LOOPEXC: -9210, 'A/R': 0 },
    },
    {
      row: 'a discount that is no fraction of five decimals: its cent is in the misc. charge',
      order: { merchandise: 1_234_567, discount: 333_333 },
      loop: [333_333, 901_234],
      rlm: { rate: '0.27000', discount: 333_333, LOOPEXC: 0, 'A/R': 901_234 },
    },
    {
      row: 'a discount on a large order, off by cents as a fraction',
      order: { merchandise: 9_999_999, discount: 1_234_567 },
      loop: [1_234_567, 8_765_432],
      rlm: { rate: '0.12346', discount: 1_234_600, LOOPEXC: 33, 'A/R': 8_765_432 },
    },
  ])('$row', ({ order, loop: [credit = 0, upsell = 0], rlm }) => {
    expect(moneyWhen(order, credit, upsell)).toEqual(rlm);
  });

  const cents = (max = 5_000_000) => fc.integer({ min: 0, max });
  /** A line and by how much the shop discounted it. */
  const line = fc.record({
    price: fc.integer({ min: 1, max: 500_000 }),
    quantity: fc.integer({ min: 1, max: 5 }),
    tax: cents(50_000),
    part: fc.integer({ min: 0, max: 100 }),
    division: fc.constantFrom(20, 30),
  });

  it('comes to exactly what was captured, over its divisions together, and none of them to less than nothing', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        cents(5_000),
        fc.integer({ min: 0, max: 100 }),
        (lines, freight, paid) => {
          const shopLines = lines.map(({ price, quantity, tax, part }, index) =>
            shopLine(String(index), price, {
              quantity,
              tax: usd(tax),
              discount: usd(Math.floor((price * quantity * part) / 100)),
            }),
          );
          const value = shopLines.reduce(
            (all, one) => all + one.unitPrice.amount * one.quantity + one.tax.amount,
            freight,
          );
          const captured = Math.floor((value * paid) / 100);
          const order = { ...shopOrder(), lines: shopLines, shipping: usd(freight) };
          const draft = exchangeDraftOf(returnId, order, usd(captured), exchangePolicy());
          const documents = documentsOf(draft, (one) => lines[Number(one.orderLineId)]?.division ?? 0);
          expect(documents.flatMap((one) => one.lines)).toHaveLength(lines.length);
          expect(
            sum(
              documents.map(({ money }) => money.receivable),
              'USD',
            ),
          ).toEqual(usd(captured));
          for (const {
            lines: own,
            freight: ownFreight,
            money: { discountRate, discount, charge, receivable },
          } of documents) {
            const merchandise = own.reduce((all, one) => all + one.unitPrice.amount * one.quantity, 0);
            const tax = own.reduce((all, one) => all + one.tax.amount, 0);
            expect(receivable.amount).toBeGreaterThanOrEqual(0);
            expect(merchandise - discount.amount + tax + ownFreight.amount + charge.amount).toBe(receivable.amount);
            expect(discount.amount).toBe(Math.round((merchandise * discountRate) / 100_000));
            expect(discountRate).toBeLessThanOrEqual(100_000);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('uses the returned value up over the orders of one return, the older ones first, and captures what is left to pay', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 100 }),
        (values, part) => {
          const total = values.reduce((all, one) => all + one, 0);
          const credit = Math.floor((total * part) / 100);
          const orderIds = values.map((_, index) => `order-${index}`);
          const siblings = values.map((value, index): Sibling => ({
            ...{ exchangeOrderId: `order-${index}`, createdAt: minute(index).toISOString() },
            ...{ value: usd(value), cancelled: false },
          }));
          const told = { credit: usd(credit), upsell: usd(total - credit), partial: false, orderIds, asOf: '' };
          const shares = orderIds.map((id) => shareOf(id, told, siblings));
          const totalOf = (of: 'offset' | 'captured') =>
            shares.reduce((all, share) => all + (share?.[of].amount ?? 0), 0);
          expect({ offset: totalOf('offset'), captured: totalOf('captured') }).toEqual({
            offset: credit,
            captured: total - credit,
          });
          expect(shares.every((share) => share?.differs.amount === 0 && share.captured.amount >= 0)).toBe(true);
          // The first one came alone, while the others were out of stock: its share was the same.
          const alone = shareOf('order-0', { ...told, partial: true, orderIds: ['order-0'] }, siblings.slice(0, 1));
          expect(alone?.offset).toEqual(shares[0]?.offset);
          // Nothing is decided while one of them is not known.
          expect(values.length > 1 && shareOf('order-0', told, siblings.slice(0, -1))).toBe(
            values.length > 1 ? null : false,
          );
        },
      ),
    );
  });
});
