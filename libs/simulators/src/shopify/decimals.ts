import { formatMoney, money, parseMoney } from '@backhaul/money';

/** Webhook (REST) decimal, padded: `15.00`. */
export const padded = (amount: number, currency: string): string => formatMoney(money(amount, currency));

/** GraphQL `Decimal`, without padding but with at least one digit: `15.0`, `7.23`. */
export function bare(amount: number, currency: string): string {
  const text = padded(amount, currency);
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '.0') : `${text}.0`;
}

/** Minor units of a decimal that came in, as text or number. */
export const minor = (decimal: string | number, currency: string): number => parseMoney(decimal, currency).amount;

/** A REST `*_set`. */
export function moneySet(amount: number, currency: string) {
  const one = { amount: padded(amount, currency), currency_code: currency };
  return { shop_money: one, presentment_money: one };
}
