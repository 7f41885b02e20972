import { codeListNames } from '../masters/entities.js';
import type { CodeListName } from '../masters/entities.js';
import { oneOf, pageOf } from '../odata/page.js';
import type { EntityShape, Row } from '../odata/shape.js';
import { rmaByID } from '../rma/find.js';
import type { Tenant } from '../state.js';
import { orderRow } from '../views/order-row.js';
import { rmaRow } from '../views/rma-row.js';
import { codeRow, creditMemoRow, customerRow, inventoryRows, styleColorRow, transactionRow } from '../views/rows.js';
import { codeShape, customerShape, inventoryShape, styleColorShape, warehouseShape } from '../views/master-shapes.js';
import { orderShape } from '../views/order-shape.js';
import { creditMemoShape, transactionShape } from '../views/receivable-shapes.js';
import { rmaShape } from '../views/rma-shape.js';
import { ok } from './call.js';
import type { Route } from './call.js';

const entitySet = (path: string, shape: EntityShape, rows: (tenant: Tenant) => readonly Row[]): Route => ({
  method: 'get',
  path,
  answer: ({ url, tenant }) =>
    ok(
      pageOf({
        url,
        set: path.split('/').at(-1) ?? '',
        shape,
        rows: rows(tenant),
        nextLink: tenant.settings.nextLink,
      }),
    ),
});

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
  return entitySet(`/codes/:version/${list.toLowerCase()}`, codeShape(prefix), (tenant) =>
    tenant.codes[list].map((code) => codeRow(prefix, code)),
  );
});

/** Everything that can be read, with OData (contracts/aims360.md §1.3, §2). */
export const readRoutes: readonly Route[] = [
  entitySet('/orders/:version/orders', orderShape, (tenant) => tenant.orders.map((order) => orderRow(tenant, order))),
  entitySet('/StyleColors/:version/StyleColors', styleColorShape, (tenant) => tenant.styleColors.map(styleColorRow)),
  entitySet('/customers/:version/customers', customerShape, (tenant) =>
    tenant.customers.map((customer) => customerRow(tenant, customer)),
  ),
  entitySet('/warehouses/:version/warehouses', warehouseShape, (tenant) =>
    tenant.warehouses.map((warehouse) => ({ ...warehouse })),
  ),
  entitySet('/inventory/:version/inventory', inventoryShape, inventoryRows),
  entitySet('/codes/:version/currencies', codeShape('currency'), (tenant) =>
    tenant.codes.currencies.map((currency) => codeRow('currency', currency)),
  ),
  ...codeLists,
  entitySet('/returns/:version/rmas', rmaShape, (tenant) => tenant.rmas.map(rmaRow)),
  entitySet('/returns/:version/creditmemos', creditMemoShape, (tenant) =>
    tenant.creditMemos.map((memo) => creditMemoRow(tenant, memo)),
  ),
  entitySet('/accountsreceivable/:version/transactions', transactionShape, (tenant) =>
    tenant.transactions.map(transactionRow),
  ),
  {
    method: 'get',
    path: '/returns/:version/rma/:rmaID',
    answer: ({ url, tenant, params }) => ok(oneOf(url, 'rmas', rmaShape, rmaRow(rmaByID(tenant, params.rmaID ?? '')))),
  },
];
