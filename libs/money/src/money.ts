import { MoneyError } from './money-error.js';

/** An amount in whole minor units (13608 is 136.08 USD) and its ISO 4217 currency. Same shape as money on the bus. */
export interface Money {
  /** A safe integer; negative amounts are allowed, negative zero does not occur. */
  readonly amount: number;
  readonly currency: string;
}

/**
 * Money from whole minor units.
 * @throws MoneyError NOT_SAFE when the amount is no safe integer, CURRENCY_MALFORMED when the currency is not three capitals.
 */
export function money(amount: number, currency: string): Money {
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new MoneyError('CURRENCY_MALFORMED', `'${currency}' is not an ISO 4217 code`);
  }
  if (!Number.isSafeInteger(amount)) {
    throw new MoneyError('NOT_SAFE', `${amount} is not a whole number of minor units that can be kept exactly`);
  }
  // Negative zero becomes zero here, so that equal money is also deeply equal.
  return { amount: amount + 0, currency };
}

/** Nothing, in that currency. */
export function zero(currency: string): Money {
  return money(0, currency);
}
