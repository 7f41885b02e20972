import { subtract, sum, type Money } from '@backhaul/money';
import { signed } from '../aims360-rma/offset/adjustment.js';
import { appliedToInvoices } from '../aims360-rma/offset/applied.js';
import { adjustmentsOnCredit } from '../aims360-rma/offset/pairing.js';
import type { Rma } from '../aims360-rma/state.js';

/** What is left of the credit after the adjustments that stand posted and what was applied to invoices; null without a credit. */
export function openBalance(state: Rma): Money | null {
  const { credit } = state;
  if (credit === null) return null;
  const posted = adjustmentsOnCredit(state).map(signed);
  return subtract(credit.total, sum([...posted, appliedToInvoices(state)], credit.total.currency));
}
