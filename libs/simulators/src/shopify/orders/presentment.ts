import type { Order } from './order.js';

/** An amount of the order in the shopper's currency, in minor units; the shop's own when that is the same. Both have two digits. */
export function presented(
  { currency, presentment }: Pick<Order, 'currency' | 'presentment'>,
  amount: number,
): { amount: number; currency: string } {
  if (presentment === null) return { amount, currency };
  return { amount: Math.round(amount * presentment.rate), currency: presentment.currency };
}
