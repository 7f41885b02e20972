import { itemBy } from '../items-by.js';
import type { SalesOrder } from '../masters/entities.js';
import { findItem } from '../masters/lookup.js';
import { toWire } from '../money.js';
import { thirdPartyOrderID } from '../orders/find.js';
import type { Tenant } from '../state.js';
import { discountDifference } from './amounts.js';
import type { WebOrder } from './entities.js';

type IssueCode =
  'MissingShipVia' | 'MissingTerm' | 'UnknownUpc' | 'UnmappedCustomer' | 'DuplicateOrder' | 'DiscountNotRepresentable';

export interface Issue {
  readonly code: IssueCode;
  readonly field: string;
  readonly message: string;
}

/** No values given at import can mend these: the order is `Rejected` until somebody has mended the cause. */
const rejecting: readonly IssueCode[] = ['UnknownUpc', 'UnmappedCustomer', 'DuplicateOrder'];
export const rejects = (issue: Issue): boolean => rejecting.includes(issue.code);

const purchaseOrder = (order: SalesOrder): string | null => order.customerPurchaseOrder;

/** An order that stands for the same Shopify order, but did not come from this staged one. */
export const duplicateOf = (tenant: Tenant, webOrder: WebOrder): SalesOrder | undefined =>
  itemBy(tenant.orders, thirdPartyOrderID, webOrder.thirdPartyOrderID) ??
  itemBy(tenant.orders, purchaseOrder, webOrder.orderName);

const discountIssue = (tenant: Tenant, webOrder: WebOrder): Issue[] => {
  const difference = discountDifference(webOrder, tenant.settings);
  if (difference === 0) return [];
  const message = `As a percentage the discount makes the order ${toWire(difference)} ${difference > 0 ? 'more' : 'less'}.`;
  return [{ code: 'DiscountNotRepresentable', field: 'discountTotal', message }];
};

/** What stands against the import of a staged order (contracts/aims360.md §6); an imported one has no issue left. */
export const issuesOf = (tenant: Tenant, webOrder: WebOrder): Issue[] => {
  if (webOrder.orderID !== null) return [];
  const unknown = webOrder.lines.filter((line) => findItem(tenant, line.upc, line.sku) === undefined);
  const duplicate = duplicateOf(tenant, webOrder);
  return [
    ...(tenant.shops[webOrder.shopDomain] === undefined
      ? [{ code: 'UnmappedCustomer', field: 'shopDomain', message: `${webOrder.shopDomain} has no customer.` } as const]
      : []),
    ...unknown.map(({ upc, sku }): Issue => ({
      code: 'UnknownUpc',
      field: 'upc',
      message: `No item has UPC '${upc ?? sku ?? ''}'.`,
    })),
    ...(duplicate === undefined
      ? []
      : [{ code: 'DuplicateOrder', field: 'thirdPartyOrderID', message: `It is order ${duplicate.order}.` } as const]),
    ...(webOrder.shipviaID === null
      ? [{ code: 'MissingShipVia', field: 'shipviaID', message: 'The shipping type is missing.' } as const]
      : []),
    ...(webOrder.termID === null
      ? [{ code: 'MissingTerm', field: 'termID', message: 'The payment type is missing.' } as const]
      : []),
    ...discountIssue(tenant, webOrder),
  ];
};

export const statusOf = (tenant: Tenant, webOrder: WebOrder): 'Pending Import' | 'Imported' | 'Rejected' => {
  if (webOrder.orderID !== null) return 'Imported';
  return webOrder.cancelled || issuesOf(tenant, webOrder).some(rejects) ? 'Rejected' : 'Pending Import';
};
