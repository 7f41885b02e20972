import { newGuid, newNumber } from '../ids.js';
import type { Customer, SalesOrder } from '../masters/entities.js';
import type { AimsState, Tenant } from '../state.js';

type Given = Pick<SalesOrder, 'lines'> & Partial<Omit<SalesOrder, 'orderID' | 'order' | 'customerID' | 'lines'>>;

/** Enters an open order of a customer; what is not given is empty. */
export const enterOrder = (
  state: AimsState,
  tenant: Tenant,
  customer: Customer,
  given: Given,
  now: Date,
): SalesOrder => {
  const at = now.toISOString();
  const order: SalesOrder = {
    customerAccount: customer.customerAccount,
    thirdPartyOrderID: null,
    customerPurchaseOrder: null,
    status: 'Open',
    invoice: null,
    termID: null,
    shipviaID: null,
    email: null,
    note1: null,
    notes: null,
    entered: at.slice(0, 10),
    currencyCode: tenant.currencyCode,
    discountPercentage: 0,
    tax: 0,
    freight: 0,
    prepaid: 0,
    revision: 1,
    lastModifiedOn: at,
    ...given,
    customerID: customer.customerID,
    orderID: newGuid(state, 'order'),
    order: newNumber(state, 'order'),
  };
  tenant.orders.push(order);
  return order;
};
