import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedCredit } from '../../src/rlm-return-authorization/refund-credit.js';
import { refund, usd } from '../support/returns.js';

const line = (orderLineId: string, subtotal: number, tax: number) => ({
  ...{ orderLineId, sku: orderLineId, quantity: 1, restockType: 'return' as const, locationId: null },
  ...{ subtotal: usd(subtotal), tax: usd(tax) },
});
const whole = refund({ lines: [line('shirt', 8000, 710)] });
const left = (...ids: string[]) => ids.map((orderLineId) => ({ orderLineId, reason: 'Order Line Not Shipped' }));

describe('the credit for a refund', () => {
  it.each([
    ['plain refund', 8710],
    ['even exchange, for which no money moves', 0],
    ['refund less a return fee of 5.00', 8210],
  ])('is the money of a whole refund: %s', (_, cents) => {
    expect(expectedCredit(whole, usd(cents), [])).toEqual(usd(cents));
  });

  it.each([
    ['nothing withheld', 13065, 8710],
    ['a fee of 5.00 falls on 87.10 of 130.65: 3.33', 12565, 8377],
    ['an even exchange: the share of the whole gap', 0, 0],
  ])('of a mixed refund has its share of the gap: %s', (_, cents, credited) => {
    const mixed = refund({ lines: [line('shirt', 8000, 710), line('unshipped', 4000, 355)] });
    expect(expectedCredit(mixed, usd(cents), left('unshipped'))).toEqual(usd(credited));
  });

  it('rounds half a cent up, whichever way the gap goes', () => {
    const halves = refund({ lines: [line('a', 100, 0), line('b', 100, 0)] });
    expect(expectedCredit(halves, usd(201), left('b'))).toEqual(usd(101));
    expect(expectedCredit(halves, usd(199), left('b'))).toEqual(usd(99));
  });

  it('leaves out what was cancelled, where a line was refunded in two ways', () => {
    const both = refund({ lines: [line('a', 100, 0), { ...line('a', 300, 0), restockType: 'cancel' }] });
    expect(expectedCredit(both, usd(400), left('a'))).toEqual(usd(100));
  });

  it('adds up to the money of all refunds, for refunds that are taken in whole', () => {
    const cents = fc.integer({ min: 0, max: 50_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, cents, cents), { maxLength: 6 }), (refunds) => {
        const credits = refunds.map(
          ([subtotal, tax, money]) =>
            expectedCredit(refund({ lines: [line('a', subtotal, tax)] }), usd(money), []).amount,
        );
        const total = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0);
        expect(total(credits)).toBe(total(refunds.map(([, , money]) => money)));
      }),
    );
  });

  it('of a part is never off its exact share by more than half a cent', () => {
    const cents = fc.integer({ min: 1, max: 50_000 });
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 0, max: 120_000 }), (taken, rest, money) => {
        const mixed = refund({ lines: [line('a', taken, 0), line('b', rest, 0)] });
        const credit = expectedCredit(mixed, usd(money), left('b')).amount;
        expect(Math.abs(credit - (money * taken) / (taken + rest))).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });
});
