import { codeSource, upcSource, warehouseSource } from './master-sources.js';
import { invoiceSource, orderSource, pickTicketSource, webOrderSource } from './order-sources.js';
import { balanceSource, transactionSource } from './receivable-sources.js';
import { rmaSource } from './rma-source.js';
import type { Source } from './source.js';

/** Every source of views by its name at the screen (contracts/aims360.md §1.4). */
export const sources: Readonly<Partial<Record<string, Source>>> = {
  'RMA and Credit Memos': rmaSource,
  'AR Transactions': transactionSource,
  'Customers Balance': balanceSource,
  Orders: orderSource,
  'Web Orders': webOrderSource,
  Invoices: invoiceSource,
  'Pick Tickets': pickTicketSource,
  Warehouses: warehouseSource,
  'Styles UPC': upcSource,
  'Return Authorizations': codeSource('returnAuthorizations'),
  'Debit Adjustments': codeSource('debitAdjustments'),
  'Credit Adjustments': codeSource('creditAdjustments'),
  Terms: codeSource('terms'),
  'Ship Via': codeSource('shipvias'),
  'Discount Reasons': codeSource('discountReasons'),
};
