import { displayMoney, negate, type Money } from '@backhaul/money';
import type { Purpose } from './purposes.js';

export const stageDebitEffect = 'aims360.stage-debit';
export const postBatchEffect = 'aims360.post-batch';

/** An AR adjustment as we want it posted against the open credit: a debit; a credit only where rounding needs one. */
export interface AdjustmentDraft {
  readonly returnId: string;
  readonly customerAccount: string;
  readonly kind: 'debit' | 'credit';
  readonly purpose: Purpose;
  /** The credit memo that it is posted against, by its number: two open credits may be of the same amount. */
  readonly creditDocument: string;
  /** Positive. */
  readonly amount: Money;
  /** Its reason, by its code in the list of that kind. */
  readonly reason: string;
  readonly reference: string;
  readonly notes: string;
}

/** An adjustment that was entered and waits for Post Transactions. */
export interface StagedAdjustment extends AdjustmentDraft {
  readonly batchId: string;
  readonly document: string;
}

/** An adjustment that stands posted in the ERP, whoever posted it. */
export interface AdjustmentReading {
  readonly kind: 'debit' | 'credit';
  /** Null when a person left it empty. */
  readonly reference: string | null;
  readonly document: string;
  /** Positive. */
  readonly amount: Money;
  /** The credit memo that it was posted against, by its number; null when the ERP shows none. */
  readonly creditDocument: string | null;
  /** Its reason, by its code; null when the ERP shows none. */
  readonly reason: string | null;
  /** ISO 8601, UTC. */
  readonly postedAt: string;
}

/** A credit memo as it stands open at one moment. */
export interface CreditReading {
  readonly document: string;
  readonly rmaNumber: string;
  /** The return number on its RMA; null on one that was made without a return. */
  readonly externalReturnId: string | null;
  readonly amount: Money;
  /** What is left of it, positive or zero. */
  readonly openBalance: Money;
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
  /** When its balance last changed, by the ERP's clock: ISO 8601, UTC. */
  readonly changedAt: string;
}

/** For the person who posts it by hand. */
export const adjustmentValues = (draft: AdjustmentDraft): Record<string, string> => ({
  account: draft.customerAccount,
  credit: draft.creditDocument,
  adjustment: draft.kind,
  amount: displayMoney(draft.amount),
  reason: draft.reason,
  reference: draft.reference,
});

/** How it moves the open credit: a debit uses it up. */
export const signed = ({ kind, amount }: Pick<AdjustmentReading, 'kind' | 'amount'>): Money =>
  kind === 'debit' ? amount : negate(amount);
