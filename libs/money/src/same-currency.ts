import type { Money } from './money.js';
import { MoneyError } from './money-error.js';

/** @throws MoneyError CURRENCY_MISMATCH */
export function requireCurrency(value: Money, currency: string): void {
  if (value.currency === currency) return;
  throw new MoneyError('CURRENCY_MISMATCH', `${value.currency} where ${currency} is expected`);
}
