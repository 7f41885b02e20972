import { itemBy } from '../items-by.js';
import { thirdPartyOrderID } from '../orders/find.js';
import { totalOf } from '../orders/amounts.js';
import { addUnits } from '../orders/new-line.js';
import { enterOrder } from '../orders/new-order.js';
import { shipOrder } from '../orders/ship.js';
import type { AimsState, Tenant } from '../state.js';
import type { OrderLine, SalesOrder } from './entities.js';
import { customerByAccount, itemByUpcOrSku, warehouseByCode } from './lookup.js';

/** A Shopify order as "Import Orders from Shopify" brought it in. Money in minor units; `price` is net of discount. */
export interface NewOrder {
  thirdPartyOrderID: string;
  /** The Shopify order name, `#20418`. */
  customerPurchaseOrder: string;
  lines: { upc?: string; sku?: string; quantity: number; price: number; warehouse?: string }[];
  tax?: number;
  freight?: number;
  email?: string;
  entered?: string;
  /** Default true: shipped, invoiced and paid. */
  shipped?: boolean;
}

/** Imports the order; a Shopify order is imported once, so a second call gives the first result. */
export const addOrder = (state: AimsState, tenant: Tenant, input: NewOrder, now: Date): SalesOrder => {
  const existing = itemBy(tenant.orders, thirdPartyOrderID, input.thirdPartyOrderID);
  if (existing !== undefined) return existing;
  const customer = customerByAccount(tenant, tenant.customerAccount);
  const lines: OrderLine[] = [];
  for (const { upc, sku, quantity, price, warehouse } of input.lines) {
    const item = itemByUpcOrSku(tenant, upc ?? null, sku ?? null);
    const { warehouseID } = warehouseByCode(tenant, warehouse ?? 'MAIN');
    addUnits(state, lines, { item, warehouseID, quantity, price });
  }
  const { thirdPartyOrderID: id, customerPurchaseOrder, tax = 0, freight = 0, email = null } = input;
  const { termID, shipviaID } = customer;
  const entered = input.entered ?? now.toISOString().slice(0, 10);
  const order = enterOrder(
    state,
    tenant,
    customer,
    { thirdPartyOrderID: id, customerPurchaseOrder, tax, freight, email, entered, termID, shipviaID, lines },
    now,
  );
  order.prepaid = totalOf(order);
  if (input.shipped ?? true) shipOrder(state, tenant, order, { date: order.entered }, now);
  return order;
};
