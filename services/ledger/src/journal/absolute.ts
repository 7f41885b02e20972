import { negate, type Money } from '@backhaul/money';

/** An amount without its side of the books, for a sentence that names the side in words. */
export function absolute(amount: Money): Money {
  return amount.amount < 0 ? negate(amount) : amount;
}
