import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, compare, equals, isZero, money, multiply, negate, subtract, sum, zero } from '../src/index.js';
import { amounts } from './arbitraries.js';
import { refusal } from './refusal.js';

const usd = (amount: number) => money(amount, 'USD');

describe('money', () => {
  it('keeps whole minor units and their currency', () => {
    expect(money(13608, 'USD')).toEqual({ amount: 13608, currency: 'USD' });
    expect(zero('JPY')).toEqual({ amount: 0, currency: 'JPY' });
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
    'refuses %p minor units',
    (amount) => {
      expect(refusal(() => usd(amount))).toBe('NOT_SAFE');
    },
  );

  it.each(['usd', 'US', 'DOLLAR', ''])("refuses '%s' as a currency", (currency) => {
    expect(refusal(() => money(1, currency))).toBe('CURRENCY_MALFORMED');
  });

  it('has no negative zero', () => {
    expect(Object.is(negate(zero('USD')).amount, 0)).toBe(true);
    expect(Object.is(multiply(usd(-5), 0).amount, 0)).toBe(true);
  });
});

describe('arithmetic', () => {
  it('never mixes currencies', () => {
    const yen = money(1, 'JPY');
    expect(refusal(() => add(usd(1), yen))).toBe('CURRENCY_MISMATCH');
    expect(refusal(() => subtract(usd(1), yen))).toBe('CURRENCY_MISMATCH');
    expect(refusal(() => compare(usd(1), yen))).toBe('CURRENCY_MISMATCH');
    expect(refusal(() => sum([usd(1), yen], 'USD'))).toBe('CURRENCY_MISMATCH');
  });

  it('refuses a result that could not be kept exactly', () => {
    const most = usd(Number.MAX_SAFE_INTEGER);
    expect(refusal(() => add(most, usd(1)))).toBe('NOT_SAFE');
    expect(refusal(() => subtract(negate(most), usd(1)))).toBe('NOT_SAFE');
    expect(refusal(() => multiply(most, 2))).toBe('NOT_SAFE');
    expect(refusal(() => sum([most, usd(1)], 'USD'))).toBe('NOT_SAFE');
  });

  it('sums what fits although a partial sum does not', () => {
    const most = usd(Number.MAX_SAFE_INTEGER);
    expect(sum([most, usd(2), negate(most)], 'USD')).toEqual(usd(2));
  });

  it('sums an empty list to zero in the named currency', () => {
    expect(sum([], 'EUR')).toEqual(zero('EUR'));
  });

  it('multiplies by whole numbers only', () => {
    expect(multiply(usd(1999), 3)).toEqual(usd(5997));
    expect(multiply(usd(1999), -1)).toEqual(usd(-1999));
    expect(refusal(() => multiply(usd(100), 0.5))).toBe('NOT_SAFE');
  });

  it('adds in any order and any grouping', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (a, b, c) => {
        expect(add(add(usd(a), usd(b)), usd(c))).toEqual(add(usd(a), add(usd(b), usd(c))));
        expect(add(usd(a), usd(b))).toEqual(add(usd(b), usd(a)));
        expect(sum([usd(a), usd(b), usd(c)], 'USD')).toEqual(add(add(usd(c), usd(b)), usd(a)));
      }),
    );
  });

  it('takes away what it added', () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        expect(subtract(add(usd(a), usd(b)), usd(b))).toEqual(usd(a));
        expect(isZero(add(usd(a), negate(usd(a))))).toBe(true);
      }),
    );
  });
});

describe('comparison', () => {
  it('tells less, same and more', () => {
    expect([compare(usd(1), usd(2)), compare(usd(2), usd(2)), compare(usd(3), usd(2))]).toEqual([-1, 0, 1]);
  });

  it('holds money equal only in the same currency', () => {
    expect(equals(usd(5), usd(5))).toBe(true);
    expect(equals(usd(5), usd(6))).toBe(false);
    expect(equals(zero('USD'), zero('JPY'))).toBe(false);
  });
});
