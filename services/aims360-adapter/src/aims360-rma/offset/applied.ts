import { compare, subtract, sum, zero, type Money } from '@backhaul/money';
import type { Rma } from '../state.js';
import { signed } from './adjustment.js';
import { adjustmentsOnCredit } from './pairing.js';

/**
 * What of the credit was applied to invoices: what its open balance lacks beside the adjustments that stood posted when it was
 * read. One that was posted later is not in that balance.
 */
export function appliedToInvoices(state: Rma): Money {
  const { credit, offset } = state;
  const { reading } = offset;
  const none = zero(credit?.total.currency ?? 'USD');
  if (credit === null || reading === null || reading.document !== credit.documentNumber) return none;
  const until = Date.parse(reading.changedAt);
  const posted = adjustmentsOnCredit(state).filter(({ postedAt }) => Date.parse(postedAt) <= until);
  const used = subtract(credit.total, reading.openBalance);
  const applied = subtract(used, sum(posted.map(signed), used.currency));
  return compare(applied, none) > 0 ? applied : none;
}
