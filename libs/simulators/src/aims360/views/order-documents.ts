import { transactionByID } from '../ar/ledger.js';
import { itemBy } from '../items-by.js';
import { toWire } from '../money.js';
import type { Row } from '../odata/shape.js';
import type { Invoice, PickTicket } from '../orders/entities.js';
import { orderID } from '../orders/find.js';
import type { Tenant } from '../state.js';
import { orderedSize } from './order-shape.js';
import { date, flag, guid, money, shape, text, time } from './shape.js';
import { styleColorKey } from './order-row.js';

const invoiceLine = shape(
  'InvoiceLine',
  'orderLineID',
  { orderLineID: guid, styleColorID: guid, style: text, color: text, amount: money },
  { sizes: orderedSize('InvoiceSize', 'invoicedQuantity') },
);

export const invoiceShape = shape(
  'Invoice',
  'invoiceID',
  {
    invoiceID: guid,
    invoice: text,
    orderID: guid,
    order: text,
    customerAccount: text,
    invoiceDate: date,
    total: money,
    openBalance: money,
    currencyCode: text,
    isVoid: flag,
    transactionID: guid,
    lastModifiedOn: time,
  },
  { lineItems: invoiceLine },
);

export const pickTicketShape = shape('PickTicket', 'pickTicketID', {
  pickTicketID: guid,
  pickTicket: text,
  orderID: guid,
  order: text,
  warehouseID: guid,
  status: text,
  trackingNumber: text,
  lastModifiedOn: time,
});

export const openOnInvoice = (tenant: Tenant, invoice: Invoice): number =>
  transactionByID(tenant, invoice.transactionID)?.openBalance ?? 0;

export const invoiceRow = (tenant: Tenant, invoice: Invoice): Row => ({
  ...invoice,
  total: toWire(invoice.total),
  openBalance: toWire(openOnInvoice(tenant, invoice)),
  lineItems: invoice.lines.map(({ orderLineID, styleColorID, sizeName, quantity, amount }) => {
    const styleColor = itemBy(tenant.styleColors, styleColorKey, styleColorID);
    const upc = styleColor?.sizes.find((size) => size.sizeName === sizeName)?.upc ?? null;
    return {
      orderLineID,
      styleColorID,
      style: styleColor?.style ?? null,
      color: styleColor?.color ?? null,
      amount: toWire(amount),
      sizes: [{ sizeName, upc, invoicedQuantity: quantity }],
    };
  }),
});

export const pickTicketRow = (tenant: Tenant, ticket: PickTicket): Row => ({
  ...ticket,
  order: itemBy(tenant.orders, orderID, ticket.orderID)?.order ?? null,
});
