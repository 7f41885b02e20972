import { amount } from '../formats.js';
import type { LoopReturn } from '../returns/loop-return.js';

/** Which currency a view speaks: the shop's, or the one that the shopper paid in. */
export type CurrencyType = 'shop' | 'presentment';

/** How a view writes minor units of the shop's currency: text with two decimals, at the order's rate. */
export function moneyText(one: LoopReturn, type: CurrencyType): (minor: number) => string {
  const { presentment } = one;
  if (type === 'shop' || presentment === null) return (minor) => amount(minor, one.currency);
  return (minor) => amount(Math.round(minor * presentment.rate), presentment.currency);
}

/** The currency that goes with `moneyText`. */
export const currencyOf = (one: LoopReturn, type: CurrencyType): string =>
  type === 'shop' ? one.currency : (one.presentment?.currency ?? one.currency);
