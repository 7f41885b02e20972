import { digitsOf } from './digits.js';
import { money, zero, type Money } from './money.js';
import { MoneyError } from './money-error.js';

const decimal = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d+))?$/;

/**
 * Money from a decimal as vendors send it: '12.3', '12.30', '-0.05', or a JSON number, which is read through its
 * shortest decimal text. Exact: nothing is rounded, so 0.1 + 0.2 is refused and 12.34000 is not.
 * @throws MoneyError NOT_A_DECIMAL for other text and for more decimals than the currency has; NOT_SAFE when too large
 */
export function parseMoney(text: string | number, currency: string): Money {
  const digits = digitsOf(zero(currency).currency);
  const groups = decimal.exec(String(text))?.groups;
  if (groups === undefined) throw new MoneyError('NOT_A_DECIMAL', `'${text}' is not a decimal amount`);

  const { sign = '', whole = '', fraction = '' } = groups;
  if (/[1-9]/.test(fraction.slice(digits))) {
    throw new MoneyError('NOT_A_DECIMAL', `'${text}' has more decimals than ${currency}, which has ${digits}`);
  }
  return money(Number(`${sign}${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`), currency);
}

/** Plain decimal with the currency's digits and no grouping: '136.08', '1200' (JPY), '1.250' (KWD). Reads back through `parseMoney`. */
export function formatMoney(value: Money): string {
  const digits = digitsOf(value.currency);
  const units = String(Math.abs(value.amount)).padStart(digits + 1, '0');
  const whole = units.slice(0, units.length - digits);
  const sign = value.amount < 0 ? '-' : '';
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${units.slice(-digits)}`;
}

/** For people: '136.08 USD'. */
export function displayMoney(value: Money): string {
  return `${formatMoney(value)} ${value.currency}`;
}
