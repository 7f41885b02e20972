import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { displayMoney, formatMoney, money, parseMoney } from '../src/index.js';
import { currencies } from './arbitraries.js';
import { refusal } from './refusal.js';

describe('parseMoney', () => {
  it.each([
    ['12.3', 'USD', 1230],
    ['12.30', 'USD', 1230],
    ['12', 'USD', 1200],
    ['-0.05', 'USD', -5],
    ['0.00', 'USD', 0],
    ['-0.00', 'USD', 0],
    ['34.00000', 'USD', 3400],
    ['007.10', 'USD', 710],
    ['1200', 'JPY', 1200],
    ['1200.00', 'JPY', 1200],
    ['1.25', 'KWD', 1250],
    ['90071992547409.91', 'USD', Number.MAX_SAFE_INTEGER],
  ])('reads %p %s as %d minor units', (text, currency, amount) => {
    expect(parseMoney(text, currency)).toEqual(money(amount, currency));
  });

  it.each([
    [136.08, 13608],
    [0.1, 10],
    [1.1, 110],
    [-19.99, -1999],
    [200, 20000],
    [-0, 0],
  ])('reads the JSON number %p through its shortest decimal text', (value, amount) => {
    expect(parseMoney(value, 'USD')).toEqual(money(amount, 'USD'));
  });

  it.each(['', ' ', ' 1', '1,50', '1.', '.5', '+1', '1e3', '0x10', 'abc', '--1', '1.2.3', '$5', '١'])(
    'refuses %p, which is no plain decimal',
    (text) => {
      expect(refusal(() => parseMoney(text, 'USD'))).toBe('NOT_A_DECIMAL');
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e21, 1e-7, 0.1 + 0.2])('refuses the number %p', (value) => {
    expect(refusal(() => parseMoney(value, 'USD'))).toBe('NOT_A_DECIMAL');
  });

  it.each([
    ['12.345', 'USD'],
    ['1.5', 'JPY'],
    ['1.2501', 'KWD'],
  ])('refuses %p %s: it would have to be rounded', (text, currency) => {
    expect(refusal(() => parseMoney(text, currency))).toBe('NOT_A_DECIMAL');
  });

  it('refuses what is too large to keep exactly', () => {
    expect(refusal(() => parseMoney('90071992547409.92', 'USD'))).toBe('NOT_SAFE');
    expect(refusal(() => parseMoney('1'.repeat(400), 'USD'))).toBe('NOT_SAFE');
  });

  it('refuses a malformed currency', () => {
    expect(refusal(() => parseMoney('1', 'usd'))).toBe('CURRENCY_MALFORMED');
  });
});

describe('formatMoney', () => {
  it.each([
    [13608, 'USD', '136.08'],
    [5, 'USD', '0.05'],
    [-5, 'USD', '-0.05'],
    [0, 'USD', '0.00'],
    [1200, 'JPY', '1200'],
    [1250, 'KWD', '1.250'],
    [150000, 'HUF', '1500.00'],
  ])('writes %d %s as %s', (amount, currency, text) => {
    expect(formatMoney(money(amount, currency))).toBe(text);
  });

  it('adds the currency for people', () => {
    expect(displayMoney(money(13608, 'USD'))).toBe('136.08 USD');
  });

  it('reads back as the same money, as text', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, (amount, currency) => {
        const value = money(amount, currency);
        expect(parseMoney(formatMoney(value), currency)).toEqual(value);
      }),
    );
  });

  it('reads back as the same money, as a JSON number of up to 15 digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (amount) => {
        const value = money(amount, 'USD');
        expect(parseMoney(JSON.parse(formatMoney(value)) as number, 'USD')).toEqual(value);
      }),
    );
  });
});
