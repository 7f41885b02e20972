import { firstOf, type Facts } from '../journal/facts.js';
import { refundsOf } from '../journal/refunds.js';
import { isSettled } from '../journal/settlement.js';

/** How far the money is. */
export type SettlementState = 'nothing' | 'credited' | 'refunded' | 'settled';

/** Credit, refund and books. */
export function settlementState(facts: Facts): SettlementState {
  if (isSettled(facts)) return 'settled';
  if (refundsOf(facts).length > 0) return 'refunded';
  return firstOf(facts, 'CreditIssued') === undefined ? 'nothing' : 'credited';
}
