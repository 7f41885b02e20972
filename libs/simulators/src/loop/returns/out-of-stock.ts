import { amountsOf, outcomeOf } from './amounts.js';
import { owed } from './exchange-effect.js';
import type { LoopReturn, OutOfStockResolution } from './loop-return.js';

/** Money or store credit instead of what is out of stock, if anything is: the amounts follow, what was promised as credit stays credit. */
export function resolveOutOfStock(one: LoopReturn, resolution: OutOfStockResolution): boolean {
  const missing = owed(one).filter(({ outOfStock }) => outOfStock);
  if (missing.length === 0) return false;
  const before = amountsOf(one);
  for (const item of missing) item.outOfStockResolution = resolution;
  const after = amountsOf(one);
  const freed = after.refund + after.giftCard - before.refund - before.giftCard;
  one.storeCredit = before.giftCard + (resolution === 'credit' ? freed : 0);
  one.outcome = outcomeOf(one);
  return true;
}
