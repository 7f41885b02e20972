import type { ArTransaction } from '../ar/ledger.js';
import { newGuid, newNumber } from '../ids.js';
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

/** One line per style-colour and price, its sizes below (contracts/aims360.md §3.1). */
const linesOf = (state: AimsState, tenant: Tenant, input: NewOrder, shipped: boolean): OrderLine[] => {
  const lines: OrderLine[] = [];
  for (const { upc, sku, quantity, price, warehouse } of input.lines) {
    const { styleColor, size } = itemByUpcOrSku(tenant, upc ?? null, sku ?? null);
    const { warehouseID } = warehouseByCode(tenant, warehouse ?? 'MAIN');
    const { styleColorID } = styleColor;
    let line = lines.find((each) => each.styleColorID === styleColorID && each.price === price);
    if (line === undefined) {
      line = { orderLineID: newGuid(state, 'orderLine'), styleColorID, warehouseID, price, sizes: [] };
      lines.push(line);
    }
    const already = line.sizes.find((each) => each.sizeName === size.sizeName);
    const entry = already ?? {
      sizeName: size.sizeName,
      upc: size.upc,
      orderQuantity: 0,
      shippedQuantity: 0,
      cancelledQuantity: 0,
      invoicedQuantity: 0,
    };
    if (already === undefined) line.sizes.push(entry);
    entry.orderQuantity += quantity;
    entry.shippedQuantity += shipped ? quantity : 0;
    entry.invoicedQuantity += shipped ? quantity : 0;
  }
  return lines;
};

/** A Shopify order is paid before it ships: the invoice and its cash receipt leave the account where it was. */
const invoiceAndCash = (state: AimsState, tenant: Tenant, order: SalesOrder, at: string): void => {
  const total = order.merchandise + order.tax + order.freight;
  const row = (transactionType: 'Invoice' | 'CashReceipt', amount: number): ArTransaction => ({
    transactionID: newGuid(state, 'transaction'),
    transactionType,
    document: order.invoice ?? '',
    customerAccount: order.customerAccount,
    customerID: order.customerID,
    transactionDate: order.entered,
    dueDate: null,
    amount,
    openBalance: 0,
    currencyCode: order.currencyCode,
    reasonID: null,
    reasonCode: null,
    reference: order.customerPurchaseOrder,
    notes: null,
    appliedToTransactionID: null,
    batchID: null,
    posted: true,
    postedOn: at,
    lastModifiedOn: at,
  });
  tenant.transactions.push(row('Invoice', total), row('CashReceipt', -total));
};

const shipOut = (tenant: Tenant, order: SalesOrder, at: string): void => {
  for (const { styleColorID, warehouseID, sizes } of order.lines) {
    for (const { sizeName, shippedQuantity } of sizes) {
      const move = { warehouseID, styleColorID, sizeName, quantity: -shippedQuantity };
      tenant.stockMoves.push({ at, reason: 'Shipment', document: order.order, ...move });
    }
  }
};

/** Imports the order; a Shopify order is imported once, so a second call gives the first result. */
export const addOrder = (state: AimsState, tenant: Tenant, input: NewOrder, now: Date): SalesOrder => {
  const existing = tenant.orders.find((each) => each.thirdPartyOrderID === input.thirdPartyOrderID);
  if (existing !== undefined) return existing;
  const shipped = input.shipped ?? true;
  const customer = customerByAccount(tenant, tenant.customerAccount);
  const lines = linesOf(state, tenant, input, shipped);
  const at = now.toISOString();
  const order: SalesOrder = {
    orderID: newGuid(state, 'order'),
    order: newNumber(state, 'order'),
    customerAccount: customer.customerAccount,
    customerID: customer.customerID,
    thirdPartyOrderID: input.thirdPartyOrderID,
    customerPurchaseOrder: input.customerPurchaseOrder,
    status: shipped ? 'Completed' : 'Open',
    invoice: shipped ? newNumber(state, 'invoice') : null,
    termID: customer.termID,
    shipviaID: customer.shipviaID,
    email: input.email ?? null,
    entered: input.entered ?? at.slice(0, 10),
    currencyCode: tenant.currencyCode,
    merchandise: input.lines.reduce((sum, line) => sum + line.price * line.quantity, 0),
    tax: input.tax ?? 0,
    freight: input.freight ?? 0,
    lines,
    lastModifiedOn: at,
  };
  tenant.orders.push(order);
  if (shipped) {
    shipOut(tenant, order, at);
    invoiceAndCash(state, tenant, order, at);
  }
  return order;
};
