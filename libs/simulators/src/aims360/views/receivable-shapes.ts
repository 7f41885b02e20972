import { date, flag, guid, money, shape, text, time } from './shape.js';

export const creditMemoShape = shape('CreditMemo', 'creditMemoID', {
  creditMemoID: guid,
  creditMemo: text,
  rmaID: guid,
  rma: text,
  customerAccount: text,
  creditMemoDate: date,
  amount: money,
  openBalance: money,
  currencyCode: text,
  status: text,
  transactionID: guid,
  lastModifiedOn: time,
});

/** What was used up on an invoice, as seen from the credit and from the invoice. */
const application = shape('Application', 'transactionID', {
  transactionID: guid,
  transactionType: text,
  document: text,
  amount: money,
  appliedOn: time,
});

export const transactionShape = shape(
  'ArTransaction',
  'transactionID',
  {
    transactionID: guid,
    transactionType: text,
    document: text,
    customerAccount: text,
    customerID: guid,
    transactionDate: date,
    dueDate: date,
    amount: money,
    openBalance: money,
    currencyCode: text,
    reasonID: guid,
    reasonCode: text,
    reference: text,
    notes: text,
    appliedToTransactionID: guid,
    batchID: guid,
    posted: flag,
    postedOn: time,
    lastModifiedOn: time,
  },
  { applications: application },
);
