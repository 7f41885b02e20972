import { transactionID } from '../ar/ledger.js';
import type { ArTransaction, CreditMemo } from '../ar/ledger.js';
import { referenceOf } from '../ar/adjustment.js';
import { codeListNames } from '../masters/entities.js';
import type { CodeListName } from '../masters/entities.js';
import { candidates } from '../odata/narrow.js';
import { oneOf } from '../odata/page.js';
import { invoiceID, invoiceNumber, orderID, orderNamed, orderNumber, thirdPartyOrderID } from '../orders/find.js';
import { memoKey } from '../rma/credit.js';
import { touch } from '../rma/entities.js';
import { returnOfRma, rmaByID, rmaKey, rmaNumber } from '../rma/find.js';
import { codeShape, customerShape, inventoryShape, styleColorShape, warehouseShape } from '../views/master-shapes.js';
import { invoiceRow, invoiceShape, pickTicketRow, pickTicketShape } from '../views/order-documents.js';
import { orderRow } from '../views/order-row.js';
import { orderShape } from '../views/order-shape.js';
import { creditMemoShape, transactionShape } from '../views/receivable-shapes.js';
import { rmaRow } from '../views/rma-row.js';
import { rmaShape } from '../views/rma-shape.js';
import { codeRow, creditMemoRow, customerRow, inventoryRows, styleColorRow, transactionRow } from '../views/rows.js';
import { webOrderRow, webOrderShape } from '../views/web-order-row.js';
import { shopOrderID, webOrderByID, webOrderID } from '../web-orders/find.js';
import { ok } from './call.js';
import type { Route } from './call.js';
import { entitySet } from './entity-set.js';

const codePrefixes: Readonly<Record<CodeListName, string>> = {
  returnAuthorizations: 'returnAuthorization',
  debitAdjustments: 'debitAdjustment',
  creditAdjustments: 'creditAdjustment',
  terms: 'term',
  shipvias: 'shipvia',
  discountReasons: 'discountReason',
};

const codeLists: Route[] = codeListNames.map((list) => {
  const prefix = codePrefixes[list];
  return entitySet({
    path: `/codes/:version/${list.toLowerCase()}`,
    shape: codeShape(prefix),
    assumed: 'codes',
    rows: ({ tenant }) => tenant.codes[list].map((code) => codeRow(prefix, code)),
  });
});

const masters: readonly Route[] = [
  entitySet({
    path: '/StyleColors/:version/StyleColors',
    shape: styleColorShape,
    rows: ({ tenant }) => tenant.styleColors.map(styleColorRow),
  }),
  entitySet({
    path: '/customers/:version/customers',
    shape: customerShape,
    rows: ({ tenant }) => tenant.customers.map((customer) => customerRow(tenant, customer)),
  }),
  entitySet({
    path: '/warehouses/:version/warehouses',
    shape: warehouseShape,
    rows: ({ tenant }) => tenant.warehouses.map((warehouse) => ({ ...warehouse })),
  }),
  entitySet({
    path: '/inventory/:version/inventory',
    shape: inventoryShape,
    assumed: 'documents',
    rows: ({ tenant }) => inventoryRows(tenant),
  }),
  entitySet({
    path: '/codes/:version/currencies',
    shape: codeShape('currency'),
    rows: ({ tenant }) => tenant.codes.currencies.map((currency) => codeRow('currency', currency)),
  }),
  ...codeLists,
];

const document = (row: ArTransaction): string => row.document;
const rmaOfMemo = (memo: CreditMemo): string => memo.rmaID;
const memoNumber = (memo: CreditMemo): string => memo.creditMemo;

const orders: readonly Route[] = [
  entitySet({
    path: '/orders/:version/orders',
    shape: orderShape,
    rows: ({ tenant }, narrow) =>
      candidates(tenant.orders, { order: orderNumber, orderID, thirdPartyOrderID }, narrow).map((order) =>
        orderRow(tenant, order),
      ),
  }),
  {
    method: 'get',
    path: '/orders/:version/order/:order',
    answer: ({ url, tenant, params }) =>
      ok(oneOf(url, 'orders', orderShape, orderRow(tenant, orderNamed(tenant, params.order ?? '')))),
  },
  entitySet({
    path: '/invoices/:version/invoices',
    shape: invoiceShape,
    assumed: 'documents',
    rows: ({ tenant }, narrow) =>
      candidates(tenant.invoices, { invoice: invoiceNumber, invoiceID }, narrow).map((invoice) =>
        invoiceRow(tenant, invoice),
      ),
  }),
  entitySet({
    path: '/picktickets/:version/picktickets',
    shape: pickTicketShape,
    assumed: 'documents',
    rows: ({ tenant }) => tenant.pickTickets.map((ticket) => pickTicketRow(tenant, ticket)),
  }),
  entitySet({
    path: '/weborders/:version/weborders',
    shape: webOrderShape,
    assumed: 'weborders',
    rows: ({ tenant }, narrow) =>
      candidates(tenant.webOrders, { webOrderID, thirdPartyOrderID: shopOrderID }, narrow).map((webOrder) =>
        webOrderRow(tenant, webOrder),
      ),
  }),
  {
    method: 'get',
    path: '/weborders/:version/weborder/:webOrderID',
    assumed: 'weborders',
    answer: ({ url, tenant, params }) =>
      ok(oneOf(url, 'weborders', webOrderShape, webOrderRow(tenant, webOrderByID(tenant, params.webOrderID ?? '')))),
  },
];

const returns: readonly Route[] = [
  entitySet({
    path: '/returns/:version/rmas',
    shape: rmaShape,
    assumed: 'rma',
    rows: ({ tenant }, narrow) =>
      candidates(tenant.rmas, { thirdPartyReturnID: returnOfRma, rma: rmaNumber, rmaID: rmaKey }, narrow).map((rma) =>
        rmaRow(tenant, rma),
      ),
    change: ({ tenant, now }, row) => touch(rmaByID(tenant, String(row.rmaID)), now),
  }),
  {
    method: 'get',
    path: '/returns/:version/rma/:rmaID',
    assumed: 'rma',
    answer: ({ url, tenant, params }) =>
      ok(oneOf(url, 'rmas', rmaShape, rmaRow(tenant, rmaByID(tenant, params.rmaID ?? '')))),
  },
  entitySet({
    path: '/returns/:version/creditmemos',
    shape: creditMemoShape,
    assumed: 'credit',
    rows: ({ tenant }, narrow) =>
      candidates(tenant.creditMemos, { creditMemo: memoNumber, creditMemoID: memoKey, rmaID: rmaOfMemo }, narrow).map(
        (memo) => creditMemoRow(tenant, memo),
      ),
  }),
  entitySet({
    path: '/accountsreceivable/:version/transactions',
    shape: transactionShape,
    assumed: 'ar',
    rows: ({ tenant }, narrow) =>
      candidates(tenant.transactions, { reference: referenceOf, document, transactionID }, narrow, [
        'transactionType',
        'customerAccount',
      ]).map((row) => transactionRow(tenant, row)),
    change: ({ tenant, now }, row) => {
      const changed = tenant.transactions.find((each) => each.transactionID === row.transactionID);
      if (changed !== undefined) changed.lastModifiedOn = now.toISOString();
    },
  }),
];

/** Everything that can be read, with OData (contracts/aims360.md §1.3, §2). */
export const readRoutes: readonly Route[] = [...masters, ...orders, ...returns];
