import type { Tenant } from '../state.js';

export type TransactionType =
  'Invoice' | 'CreditMemo' | 'CashReceipt' | 'DebitAdjustment' | 'CreditAdjustment' | 'Chargeback';

/** One row of the receivables ledger, minor units, signed: debit +, credit − (contracts/aims360.md §5.2). */
export interface ArTransaction {
  transactionID: string;
  transactionType: TransactionType;
  document: string;
  customerAccount: string;
  customerID: string;
  transactionDate: string;
  dueDate: string | null;
  amount: number;
  openBalance: number;
  currencyCode: string;
  reasonID: string | null;
  reasonCode: string | null;
  reference: string | null;
  notes: string | null;
  appliedToTransactionID: string | null;
  batchID: string | null;
  posted: boolean;
  postedOn: string | null;
  lastModifiedOn: string;
}

export interface ArBatch {
  batchID: string;
  status: 'Active' | 'Closed' | 'Voided';
  transactionIDs: string[];
  /** The first answer to Post Transactions: posting again gives it again. */
  answer: unknown;
}

/** Immutable once issued: a mistake is corrected by an adjustment, never here. */
export interface CreditMemo {
  creditMemoID: string;
  creditMemo: string;
  rmaID: string;
  rma: string;
  customerAccount: string;
  creditMemoDate: string;
  amount: number;
  currencyCode: string;
  transactionID: string;
  lastModifiedOn: string;
}

const posted = (tenant: Tenant, account: string): ArTransaction[] =>
  tenant.transactions.filter((row) => row.posted && row.customerAccount === account);

/** An account's balance is the sum of its posted amounts. */
export const balanceOf = (tenant: Tenant, account: string): number =>
  posted(tenant, account).reduce((sum, row) => sum + row.amount, 0);

/** What the account has in unapplied credits, as a positive amount. */
export const unappliedCreditOf = (tenant: Tenant, account: string): number =>
  posted(tenant, account).reduce((sum, row) => sum + Math.max(0, -row.openBalance), 0);

/** Open credit of a memo, positive: its ledger row carries it negative. */
export const openBalanceOfMemo = (tenant: Tenant, memo: CreditMemo): number =>
  -(tenant.transactions.find((row) => row.transactionID === memo.transactionID)?.openBalance ?? 0) + 0;

export const memoStatus = (memo: CreditMemo, open: number): 'Unapplied' | 'Partially Applied' | 'Applied' => {
  if (open === memo.amount) return 'Unapplied';
  return open === 0 ? 'Applied' : 'Partially Applied';
};
