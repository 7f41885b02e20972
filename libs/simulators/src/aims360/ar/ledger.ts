import { itemBy } from '../items-by.js';
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

/** A credit used up on an invoice: it moves both open balances and no account's balance. Amount > 0, minor units. */
export interface Application {
  creditTransactionID: string;
  debitTransactionID: string;
  amount: number;
  appliedOn: string;
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

export const transactionID = (row: ArTransaction): string => row.transactionID;
export const creditOf = (application: Application): string => application.creditTransactionID;
export const debitOf = (application: Application): string => application.debitTransactionID;

export const transactionByID = (tenant: Tenant, id: string | null): ArTransaction | undefined =>
  id === null ? undefined : itemBy(tenant.transactions, transactionID, id);

/** The only way in which a posted row moves an account's balance. */
export const bookOn = (tenant: Tenant, row: ArTransaction): void => {
  const customer = tenant.customers.find((each) => each.customerAccount === row.customerAccount);
  if (customer !== undefined) customer.balance += row.amount;
};

/** The sum of an account's posted amounts: what its running balance must be. */
export const sumOfPosted = (tenant: Tenant, account: string): number =>
  tenant.transactions.reduce((sum, row) => (row.posted && row.customerAccount === account ? sum + row.amount : sum), 0);

/** What the account has in unapplied credits, as a positive amount. */
export const unappliedCreditOf = (tenant: Tenant, account: string): number =>
  tenant.transactions.reduce(
    (sum, row) => (row.posted && row.customerAccount === account ? sum + Math.max(0, -row.openBalance) : sum),
    0,
  );

/** Open credit of a memo, positive: its ledger row carries it negative. */
export const openBalanceOfMemo = (tenant: Tenant, memo: CreditMemo): number =>
  -(transactionByID(tenant, memo.transactionID)?.openBalance ?? 0) + 0;

export const memoStatus = (memo: CreditMemo, open: number): 'Unapplied' | 'Partially Applied' | 'Applied' => {
  if (open === memo.amount) return 'Unapplied';
  return open === 0 ? 'Applied' : 'Partially Applied';
};
