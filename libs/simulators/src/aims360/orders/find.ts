import { itemBy } from '../items-by.js';
import type { SalesOrder } from '../masters/entities.js';
import { AimsRefusal } from '../refusal.js';
import type { Tenant } from '../state.js';
import type { Invoice } from './entities.js';

export const orderNumber = (order: SalesOrder): string => order.order;
export const orderID = (order: SalesOrder): string => order.orderID;
export const thirdPartyOrderID = (order: SalesOrder): string | null => order.thirdPartyOrderID;
export const invoiceNumber = (invoice: Invoice): string => invoice.invoice;
export const invoiceID = (invoice: Invoice): string => invoice.invoiceID;
export const orderOfInvoice = (invoice: Invoice): string => invoice.orderID;

/** By number, guid or the web shop's id. Throws 404 `ResourceNotFound`. */
export const orderNamed = (tenant: Tenant, name: string): SalesOrder => {
  const order =
    itemBy(tenant.orders, orderNumber, name) ??
    itemBy(tenant.orders, orderID, name) ??
    itemBy(tenant.orders, thirdPartyOrderID, name);
  if (order === undefined) throw new AimsRefusal('ResourceNotFound', `Order '${name}' was not found.`);
  return order;
};
