import { money, type Money } from './money.js';
import { MoneyError } from './money-error.js';
import { requireCurrency } from './same-currency.js';

/** @throws MoneyError CURRENCY_MISMATCH, NOT_SAFE */
export function add(left: Money, right: Money): Money {
  requireCurrency(right, left.currency);
  return money(left.amount + right.amount, left.currency);
}

/** @throws MoneyError CURRENCY_MISMATCH, NOT_SAFE */
export function subtract(left: Money, right: Money): Money {
  requireCurrency(right, left.currency);
  return money(left.amount - right.amount, left.currency);
}

/** The same amount on the other side of the books. */
export function negate(value: Money): Money {
  return money(-value.amount, value.currency);
}

/**
 * Total of a list, zero for an empty one; the currency is named because an empty list has none.
 * @throws MoneyError CURRENCY_MISMATCH, NOT_SAFE
 */
export function sum(list: readonly Money[], currency: string): Money {
  let total = 0n; // not a number: a total that fits must not fail because a partial sum did not
  for (const value of list) {
    requireCurrency(value, currency);
    total += BigInt(value.amount);
  }
  return money(Number(total), currency);
}

/**
 * That many times the amount. The factor is a whole number: for shares and percentages use `allocate`.
 * @throws MoneyError NOT_SAFE when the factor or the product is no safe integer
 */
export function multiply(value: Money, factor: number): Money {
  if (!Number.isSafeInteger(factor)) throw new MoneyError('NOT_SAFE', `${factor} is not a whole factor`);
  return money(value.amount * factor, value.currency);
}
