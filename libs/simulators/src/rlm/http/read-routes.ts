import { cursorPage } from '../../input/cursor-page.js';
import { sameExternalId } from '../external-id.js';
import { raByNumber } from '../ra/actions.js';
import { found, malformed } from '../refusal.js';
import { storedImport } from '../refunds/import.js';
import type { Company } from '../state.js';
import {
  balanceRow,
  creditRow,
  invoiceRow,
  itemRow,
  orderRow,
  raRow,
  receiptRow,
  refundImportRow,
  shipmentRow,
  shownUpc,
  warehouseRow,
} from '../views/rows.js';
import type { Row } from '../views/rows.js';
import { ok } from './call.js';
import type { Call, Route } from './call.js';

/** True when the parameter is absent or equals the value. */
const is = (query: URLSearchParams, name: string, value: string | number | null | undefined): boolean => {
  const asked = query.get(name);
  return asked === null || asked === String(value ?? '');
};

/** As `is`, for ids of another system, which may come as a gid or as its last part. */
const isExternal = (query: URLSearchParams, name: string, value: string | null): boolean => {
  const asked = query.get(name);
  return asked === null || sameExternalId(asked, value);
};

const list = (path: string, rows: (company: Company, query: URLSearchParams) => readonly Row[]): Route => ({
  method: 'get',
  path,
  answer: ({ company, query }) => ok(cursorPage(rows(company, query), query, malformed)),
});

const one = (path: string, row: (call: Call) => unknown): Route => ({
  method: 'get',
  path,
  answer: (call) => ok(row(call)),
});

const storeRows = (company: Company, account: string): unknown => {
  const customer = company.customers.find((each) => each.account === account);
  return { items: found(customer, 'Customer Not Found').stores, next_cursor: null };
};

/** Everything that can be read (contracts/rlm-and-3pl.md §1.4). */
export const readRoutes: readonly Route[] = [
  list('/items', ({ items }, query) =>
    items
      .filter((item) => is(query, 'sku', item.sku) && is(query, 'style', item.style))
      .filter((item) => is(query, 'upc', shownUpc(item)))
      .map(itemRow),
  ),
  list('/inventory', (company, query) =>
    Object.values(company.balances)
      .filter((balance) => is(query, 'sku', balance.sku) && is(query, 'warehouse', balance.warehouse))
      .map((balance) => balanceRow(company, balance)),
  ),
  list('/warehouses', ({ warehouses }) => warehouses.map(warehouseRow)),
  one('/customers/:account/stores', ({ company, params }) => storeRows(company, params.account ?? '')),
  list('/orders', ({ orders }, query) =>
    orders
      .filter((order) => isExternal(query, 'external_id', order.external_order_id))
      .filter((order) => is(query, 'order_number', order.order_number))
      .map(orderRow),
  ),
  list('/shipments', ({ shipments }, query) =>
    shipments.filter((shipment) => is(query, 'order_number', shipment.order_number)).map(shipmentRow),
  ),
  list('/return-authorizations', ({ ras }, query) =>
    ras.filter((ra) => is(query, 'external_rma_id', ra.external_rma_id) && is(query, 'status', ra.status)).map(raRow),
  ),
  one('/return-authorizations/:ra', ({ company, params }) => raRow(raByNumber(company, Number(params.ra)))),
  list('/return-receipts', ({ receipts }, query) =>
    receipts
      .filter((receipt) => query.get('exported') !== 'false' || receipt.export_status === 'PENDING')
      .filter((receipt) => is(query, 'ra_number', receipt.ra_number) && is(query, 'receipt_id', receipt.receipt_id))
      .map(receiptRow),
  ),
  one('/refund-imports/:refund', ({ company, params }) =>
    refundImportRow(found(storedImport(company, params.refund ?? ''), 'Refund Not Imported')),
  ),
  one('/invoices/:number', ({ company, params }) => {
    const credit = company.credits.find((each) => String(each.credit_number) === params.number);
    const order = company.orders.find((each) => String(each.invoice_number) === params.number);
    return order === undefined ? creditRow(found(credit, 'Invoice Not Found')) : invoiceRow(order);
  }),
];
