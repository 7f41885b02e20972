import type { Money } from './money.js';
import { requireCurrency } from './same-currency.js';

export function isZero(value: Money): boolean {
  return value.amount === 0;
}

/** Same amount and same currency. Zero dollars and zero yen are not equal. */
export function equals(left: Money, right: Money): boolean {
  return left.amount === right.amount && left.currency === right.currency;
}

/**
 * For sorting and for asking which is more: -1, 0 or 1.
 * @throws MoneyError CURRENCY_MISMATCH
 */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  requireCurrency(right, left.currency);
  if (left.amount === right.amount) return 0;
  return left.amount < right.amount ? -1 : 1;
}
