import { creditOf, transactionByID, unappliedCreditOf } from '../ar/ledger.js';
import { itemsBy } from '../items-by.js';
import { toWire } from '../money.js';
import type { Tenant } from '../state.js';
import { yesNo } from './names.js';
import { everyRow, where } from './source.js';
import type { Cells, Source } from './source.js';

const appliedOnInvoices = (tenant: Tenant, transactionID: string): number =>
  itemsBy(tenant.applications, creditOf, transactionID).reduce((sum, { amount }) => sum + amount, 0);

const transactionCells = (tenant: Tenant, row: Tenant['transactions'][number]): Cells => ({
  Document: row.document,
  Type: row.transactionType,
  CustomerAccount: row.customerAccount,
  Reference: row.reference,
  Reason: row.reasonCode,
  Amount: toWire(row.amount),
  OpenBalance: toWire(row.openBalance),
  AppliedTo: transactionByID(tenant, row.appliedToTransactionID)?.document ?? null,
  AppliedOnInvoices: toWire(appliedOnInvoices(tenant, row.transactionID)),
  Posted: yesNo(row.posted),
  PostedOn: row.postedOn,
  Batch: row.batchID,
  TransactionDate: row.transactionDate,
  DueDate: row.dueDate,
  Currency: row.currencyCode,
  Notes: row.notes,
  LastModifiedOn: row.lastModifiedOn,
});

/** `AR Transactions`: not among the vendor's known sources; a view that a merchant has made [A]. */
export const transactionSource: Source = {
  columns: [
    'Document',
    'Type',
    'CustomerAccount',
    'Reference',
    'Reason',
    'Amount',
    'OpenBalance',
    'AppliedTo',
    'AppliedOnInvoices',
    'Posted',
    'PostedOn',
    'Batch',
    'TransactionDate',
    'DueDate',
    'Currency',
    'Notes',
    'LastModifiedOn',
  ],
  partColumns: [],
  rows: (tenant) => tenant.transactions.map((row) => transactionCells(tenant, row)),
  views: {
    All: everyRow,
    'Unapplied Credits': ({ Posted, OpenBalance }) => Posted === 'Yes' && Number(OpenBalance) < 0,
    Unposted: where('Posted', 'No'),
  },
};

export const balanceSource: Source = {
  columns: ['CustomerAccount', 'CustomerName', 'Balance', 'UnappliedCredit'],
  partColumns: [],
  rows: (tenant) =>
    tenant.customers.map(({ customerAccount, customerName, balance }) => ({
      CustomerAccount: customerAccount,
      CustomerName: customerName,
      Balance: toWire(balance),
      UnappliedCredit: toWire(unappliedCreditOf(tenant, customerAccount)),
    })),
  views: { All: everyRow, 'With Open Balance': ({ Balance }) => Balance !== 0 },
};
