import { date, guid, int, money, shape, text, time } from './shape.js';

const allocation = shape('Allocation', 'wipReference', { wipReference: text, quantity: int });

const orderSize = shape('OrderSize', 'sizeName', {
  sizeName: text,
  upc: text,
  orderQuantity: int,
  shippedQuantity: int,
  cancelledQuantity: int,
  invoicedQuantity: int,
  returnedQuantity: int,
});

const orderLine = shape(
  'OrderLine',
  'orderLineID',
  {
    orderLineID: guid,
    styleColorID: guid,
    style: text,
    color: text,
    warehouseID: guid,
    price: money,
    lineItemDiscountPercentage: money,
    lineNote: text,
  },
  { sizes: orderSize, allocations: allocation },
);

export const orderShape = shape(
  'Order',
  'orderID',
  {
    orderID: guid,
    order: text,
    customerAccount: text,
    customerID: guid,
    thirdPartyOrderID: text,
    customerPurchaseOrder: text,
    status: text,
    invoice: text,
    termID: guid,
    shipviaID: guid,
    email: text,
    entered: date,
    currencyCode: text,
    total: money,
    lastModifiedOn: time,
  },
  { lineItems: orderLine },
);
