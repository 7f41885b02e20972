import { displayMoney, type Money } from '@backhaul/money';

export const stageDebitEffect = 'aims360.stage-debit';
export const postBatchEffect = 'aims360.post-batch';

/** An AR debit as we want it posted against the open credit. */
export interface DebitDraft {
  readonly returnId: string;
  readonly customerAccount: string;
  readonly creditDocument: string;
  readonly amount: Money;
  readonly reason: string;
  readonly reference: string;
  readonly notes: string;
}

/** A debit that was entered and waits for Post Transactions. */
export interface StagedDebit extends DebitDraft {
  readonly batchId: string;
  readonly document: string;
}

/** For the person who posts it by hand. */
export const debitValues = (draft: DebitDraft): Record<string, string> => ({
  account: draft.customerAccount,
  credit: draft.creditDocument,
  amount: displayMoney(draft.amount),
  reason: draft.reason,
  reference: draft.reference,
});

/** Unique per account in the ERP, at most 30 characters there (contracts/aims360.md §5.2). */
export const referenceOf = (externalReturnId: string): string => `LOOP-${externalReturnId.slice(0, 23)}-R`;

/** The return that a reference of ours stands for; null when it is not one of ours. */
export function returnOfReference(reference: string): string | null {
  return /^LOOP-(.+)-R$/.exec(reference)?.[1] ?? null;
}
