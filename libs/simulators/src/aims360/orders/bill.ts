import { bookOn } from '../ar/ledger.js';
import type { ArTransaction } from '../ar/ledger.js';
import { newGuid, newNumber } from '../ids.js';
import type { SalesOrder } from '../masters/entities.js';
import type { AimsState, Tenant } from '../state.js';
import type { Invoice, InvoiceLine } from './entities.js';

const postedRow = (
  state: AimsState,
  order: SalesOrder,
  { invoice, date, at }: { invoice: string; date: string; at: string },
  amounts: Pick<ArTransaction, 'transactionType' | 'amount' | 'openBalance'>,
): ArTransaction => ({
  transactionID: newGuid(state, 'transaction'),
  document: invoice,
  customerAccount: order.customerAccount,
  customerID: order.customerID,
  transactionDate: date,
  dueDate: null,
  currencyCode: order.currencyCode,
  reasonID: null,
  reasonCode: null,
  reference: order.customerPurchaseOrder?.slice(0, 30) ?? null,
  notes: null,
  appliedToTransactionID: null,
  batchID: null,
  posted: true,
  postedOn: at,
  lastModifiedOn: at,
  ...amounts,
});

/**
 * The invoice over what was shipped, and the cash receipt of what the shopper had paid for it. A Shopify order is paid before it
 * ships, so normally both are closed at once; where amount and payment differ, the rest stays open.
 */
export const billOrder = (
  state: AimsState,
  tenant: Tenant,
  order: SalesOrder,
  { lines, total, last, date }: { lines: InvoiceLine[]; total: number; last: boolean; date: string },
  now: Date,
): Invoice => {
  const number = newNumber(state, 'invoice');
  const received = last ? order.prepaid : Math.min(order.prepaid, total);
  const settled = Math.min(received, total);
  const on = { invoice: number, date, at: now.toISOString() };
  const billed = postedRow(state, order, on, {
    transactionType: 'Invoice',
    amount: total,
    openBalance: total - settled,
  });
  const cash = postedRow(state, order, on, {
    transactionType: 'CashReceipt',
    amount: -received,
    openBalance: settled - received,
  });
  for (const row of received === 0 ? [billed] : [billed, cash]) {
    tenant.transactions.push(row);
    bookOn(tenant, row);
  }
  order.prepaid -= received;
  order.invoice ??= number;
  const invoice: Invoice = {
    invoiceID: newGuid(state, 'invoice'),
    invoice: number,
    orderID: order.orderID,
    order: order.order,
    customerAccount: order.customerAccount,
    invoiceDate: date,
    total,
    currencyCode: order.currencyCode,
    isVoid: false,
    transactionID: billed.transactionID,
    lines,
    lastModifiedOn: on.at,
  };
  tenant.invoices.push(invoice);
  return invoice;
};
