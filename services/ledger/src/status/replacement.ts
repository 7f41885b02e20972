import { exchangeOrdersOf, isCancelled, isExchange } from '../journal/exchanges.js';
import type { Facts } from '../journal/facts.js';

/** How far the goods are that the shopper gets instead. */
export type ReplacementState = 'none' | 'promised' | 'ordered' | 'imported' | 'cancelled';

/** The replacement orders of an exchange. */
export function replacementState(facts: Facts): ReplacementState {
  const orders = exchangeOrdersOf(facts);
  if (orders.length === 0) return isExchange(facts) ? 'promised' : 'none';
  const live = orders.filter((order) => !isCancelled(order));
  if (live.length === 0) return 'cancelled';
  return live.every(({ imported }) => imported !== undefined) ? 'imported' : 'ordered';
}
