import { itemBy } from '../items-by.js';
import type { SalesOrder } from '../masters/entities.js';
import { toWire } from '../money.js';
import { totalOf } from '../orders/amounts.js';
import { orderID } from '../orders/find.js';
import type { Tenant } from '../state.js';
import { openOnInvoice } from '../views/order-documents.js';
import { styleColorKey } from '../views/order-row.js';
import { discountDifference, discountTotalOf, webTotalOf } from '../web-orders/amounts.js';
import { issuesOf, statusOf } from '../web-orders/issues.js';
import { codeOf, warehouseCode, yesNo } from './names.js';
import { everyRow, where } from './source.js';
import type { Cells, Source } from './source.js';

const orderCells = (tenant: Tenant, order: SalesOrder): Cells => ({
  Order: order.order,
  CustomerAccount: order.customerAccount,
  CustomerPurchaseOrder: order.customerPurchaseOrder,
  ThirdPartyOrderID: order.thirdPartyOrderID,
  Status: order.status,
  Entered: order.entered,
  Terms: codeOf(tenant, 'terms', order.termID),
  ShipVia: codeOf(tenant, 'shipvias', order.shipviaID),
  Invoice: order.invoice,
  Note1: order.note1,
  Currency: order.currencyCode,
  DiscountPercentage: order.discountPercentage,
  Total: toWire(totalOf(order)),
  LastModifiedOn: order.lastModifiedOn,
});

const lineCells = (tenant: Tenant, order: SalesOrder): Cells[] =>
  order.lines.flatMap((line) => {
    const styleColor = itemBy(tenant.styleColors, styleColorKey, line.styleColorID);
    return line.sizes.map((size) => ({
      Style: styleColor?.style ?? null,
      Color: styleColor?.color ?? null,
      Size: size.sizeName,
      UPC: size.upc,
      Price: toWire(line.price),
      OrderQuantity: size.orderQuantity,
      ShippedQuantity: size.shippedQuantity,
    }));
  });

/** `Orders`: a row per order, or per size of its lines. */
export const orderSource: Source = {
  columns: [
    'Order',
    'CustomerAccount',
    'CustomerPurchaseOrder',
    'ThirdPartyOrderID',
    'Status',
    'Entered',
    'Terms',
    'ShipVia',
    'Invoice',
    'Note1',
    'Currency',
    'DiscountPercentage',
    'Total',
    'LastModifiedOn',
  ],
  partColumns: ['Style', 'Color', 'Size', 'UPC', 'Price', 'OrderQuantity', 'ShippedQuantity'],
  rows: (tenant, perPart) =>
    tenant.orders.flatMap((order) => {
      const header = orderCells(tenant, order);
      return perPart ? lineCells(tenant, order).map((cells) => ({ ...header, ...cells })) : [header];
    }),
  views: {
    All: everyRow,
    Open: where('Status', 'Open'),
    Hold: where('Status', 'Hold'),
    Completed: where('Status', 'Completed'),
    Cancelled: where('Status', 'Cancelled'),
  },
};

/** `Web Orders`: what is staged from Shopify. */
export const webOrderSource: Source = {
  columns: [
    'WebOrderID',
    'Channel',
    'ShopDomain',
    'ThirdPartyOrderID',
    'OrderName',
    'Status',
    'Issues',
    'ShipVia',
    'Terms',
    'Tags',
    'Total',
    'DiscountTotal',
    'DiscountDifference',
    'Amended',
    'Order',
    'LastModifiedOn',
  ],
  partColumns: [],
  rows: (tenant) =>
    tenant.webOrders.map((webOrder) => ({
      WebOrderID: webOrder.webOrderID,
      Channel: 'Shopify',
      ShopDomain: webOrder.shopDomain,
      ThirdPartyOrderID: webOrder.thirdPartyOrderID,
      OrderName: webOrder.orderName,
      Status: statusOf(tenant, webOrder),
      Issues: issuesOf(tenant, webOrder)
        .map(({ code }) => code)
        .join(', '),
      ShipVia: codeOf(tenant, 'shipvias', webOrder.shipviaID),
      Terms: codeOf(tenant, 'terms', webOrder.termID),
      Tags: webOrder.tags.join(', '),
      Total: toWire(webTotalOf(webOrder)),
      DiscountTotal: toWire(discountTotalOf(webOrder)),
      DiscountDifference: toWire(discountDifference(webOrder, tenant.settings)),
      Amended: yesNo(webOrder.orderID !== null && webOrder.lines.some((line) => !line.imported)),
      Order: webOrder.orderID === null ? null : (itemBy(tenant.orders, orderID, webOrder.orderID)?.order ?? null),
      LastModifiedOn: webOrder.lastModifiedOn,
    })),
  views: {
    All: everyRow,
    'Pending Import': where('Status', 'Pending Import'),
    Rejected: where('Status', 'Rejected'),
    Imported: where('Status', 'Imported'),
  },
};

export const invoiceSource: Source = {
  columns: [
    'Invoice',
    'Order',
    'CustomerAccount',
    'InvoiceDate',
    'Total',
    'OpenBalance',
    'Currency',
    'Void',
    'LastModifiedOn',
  ],
  partColumns: [],
  rows: (tenant) =>
    tenant.invoices.map((invoice) => ({
      Invoice: invoice.invoice,
      Order: invoice.order,
      CustomerAccount: invoice.customerAccount,
      InvoiceDate: invoice.invoiceDate,
      Total: toWire(invoice.total),
      OpenBalance: toWire(openOnInvoice(tenant, invoice)),
      Currency: invoice.currencyCode,
      Void: yesNo(invoice.isVoid),
      LastModifiedOn: invoice.lastModifiedOn,
    })),
  views: {
    All: everyRow,
    'Balance Owing': ({ OpenBalance }) => Number(OpenBalance) > 0,
    'Zero Balance': where('OpenBalance', 0),
    'Only voids': where('Void', 'Yes'),
  },
};

export const pickTicketSource: Source = {
  columns: ['PickTicket', 'Order', 'Warehouse', 'Status', 'TrackingNumber', 'LastModifiedOn'],
  partColumns: [],
  rows: (tenant) =>
    tenant.pickTickets.map((ticket) => ({
      PickTicket: ticket.pickTicket,
      Order: itemBy(tenant.orders, orderID, ticket.orderID)?.order ?? null,
      Warehouse: warehouseCode(tenant, ticket.warehouseID),
      Status: ticket.status,
      TrackingNumber: ticket.trackingNumber,
      LastModifiedOn: ticket.lastModifiedOn,
    })),
  views: {
    All: everyRow,
    'Open(Status=O)': where('Status', 'O'),
    'Packed(Status=P)': where('Status', 'P'),
    'Shipped(Status=S)': where('Status', 'S'),
  },
};
