import type { EntityShape } from '../odata/shape.js';
import { complex, date, guid, int, money, shape, text, time } from './shape.js';

/** A size of a line with what is counted on it. */
export const orderedSize = (name: string, ...quantities: string[]): EntityShape =>
  shape(name, 'sizeName', { sizeName: text, upc: text, ...Object.fromEntries(quantities.map((each) => [each, int])) });

const allocation = shape('Allocation', 'wipReference', { wipReference: text, quantity: int });

const orderSize = orderedSize(
  'OrderSize',
  'orderQuantity',
  'shippedQuantity',
  'cancelledQuantity',
  'invoicedQuantity',
  'returnedQuantity',
);

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
    thirdPartyLineID: text,
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
    note1: text,
    notes: text,
    entered: date,
    currencyCode: text,
    discounts: complex,
    tax: money,
    freight: money,
    total: money,
    lastModifiedOn: time,
  },
  { lineItems: orderLine },
);
