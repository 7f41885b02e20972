import { firstOf, ofType, type Facts } from '../journal/facts.js';

/** Whether the shopper gets other goods instead. */
export type ReplacementState = 'none' | 'promised' | 'ordered';

/** The replacement order of an exchange. */
export function replacementState(facts: Facts): ReplacementState {
  if (ofType(facts, 'ReturnProcessed').some(({ data }) => data.exchangeOrders.length > 0)) return 'ordered';
  const items = firstOf(facts, 'ReturnInitiated')?.data.exchangeItems ?? [];
  return items.length > 0 ? 'promised' : 'none';
}
