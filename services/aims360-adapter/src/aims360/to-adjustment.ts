import { negate, type Money } from '@backhaul/money';
import type { AdjustmentReading } from '../aims360-rma/offset/adjustment.js';
import { moneyOf, type AdjustmentDocument } from './documents.js';
import type { EnteredDebit } from './port.js';

/** An adjustment as entered. */
export const toEntered = (row: AdjustmentDocument): EnteredDebit => ({
  reference: row.reference ?? '',
  document: row.document,
  amount: aboveZero(row),
  reason: row.reasonCode ?? null,
  batchId: row.batchID ?? null,
  postedAt: row.posted ? (row.postedOn ?? row.lastModifiedOn) : null,
});

/** A posted adjustment, in our words. */
export const toAdjustmentReading = (row: AdjustmentDocument, creditDocument: string | null): AdjustmentReading => ({
  kind: row.transactionType === 'CreditAdjustment' ? 'credit' : 'debit',
  reference: row.reference ?? null,
  document: row.document,
  amount: aboveZero(row),
  creditDocument,
  reason: row.reasonCode ?? null,
  postedAt: row.postedOn ?? row.lastModifiedOn,
});

/** Debits are above zero in the ledger, credits below (contracts/aims360.md §5.2). */
function aboveZero({ amount: value, currencyCode, document }: AdjustmentDocument): Money {
  const amount = moneyOf(value, currencyCode, `the amount of ${document}`);
  return amount.amount < 0 ? negate(amount) : amount;
}
