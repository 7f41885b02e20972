import { notUnderstood } from '@backhaul/vendor-http';
import type { ErpOrder, StagedOrder } from '../exchange-order/erp-order.js';
import { moneyOf } from './documents.js';
import type { SalesOrderDocument, StagedOrderDocument } from './order-documents.js';

/** Codes of shipping and payment types by their ids. */
export interface OrderCodes {
  readonly shippingTypeOf: (id: string) => string | null;
  readonly paymentTypeOf: (id: string) => string | null;
}

/** The order in our words. */
export function toErpOrder(document: SalesOrderDocument, codes: OrderCodes, invoices: readonly string[]): ErpOrder {
  const { order, shipviaID, termID, total, currencyCode, lastModifiedOn } = document;
  return {
    orderNumber: order,
    shippingType: shipviaID ? codes.shippingTypeOf(shipviaID) : null,
    paymentType: termID ? codes.paymentTypeOf(termID) : null,
    total: typeof total === 'number' && currencyCode ? moneyOf(total, currencyCode, 'the total of the order') : null,
    invoices,
    updatedAt: lastModifiedOn,
  };
}

const statuses: Readonly<Record<string, StagedOrder['status']>> = {
  'pending import': 'pending',
  pending: 'pending',
  p: 'pending',
  imported: 'imported',
  i: 'imported',
  rejected: 'rejected',
  r: 'rejected',
};

/** The staged order in our words. @throws VendorError VENDOR_NOT_UNDERSTOOD on a status that is not known */
export function toStagedOrder(document: StagedOrderDocument): StagedOrder {
  const status = statuses[document.status.toLowerCase()];
  if (status === undefined) {
    throw notUnderstood('AIMS360', `the status '${document.status}' of ${document.orderName} is not known`);
  }
  return {
    webOrderId: document.webOrderID,
    shopOrderId: document.thirdPartyOrderID,
    orderName: document.orderName,
    status,
    issues: document.issues.map(({ code, message }) => ({ code, message })),
    orderNumber: document.order ?? null,
    updatedAt: document.lastModifiedOn,
  };
}
