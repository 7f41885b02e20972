import { money } from '@backhaul/money';
import type { Requested } from '../state.js';
import type { AdjustmentDraft } from './adjustment.js';
import type { Part } from './parts.js';
import { purposeNames, referenceOf } from './purposes.js';

/** The adjustment that posts a part. */
export function draftOf(
  returnId: string,
  { externalReturnId, order, policy }: Requested,
  creditDocument: string,
  { purpose, amount }: Part,
): AdjustmentDraft {
  const kind = amount.amount < 0 ? 'credit' : 'debit';
  return {
    returnId,
    customerAccount: policy.customerAccount,
    kind,
    purpose,
    creditDocument,
    amount: money(Math.abs(amount.amount), amount.currency),
    reason: kind === 'credit' ? policy.roundingCreditReason : policy.debitReasons[purpose],
    reference: referenceOf(externalReturnId, purpose),
    notes: `Shopify ${purposeNames[purpose]} ${order.orderName}`,
  };
}
