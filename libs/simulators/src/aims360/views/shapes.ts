import type { EntityShape } from '../odata/shape.js';

const shape = (
  name: string,
  key: string,
  fields: EntityShape['fields'],
  children: EntityShape['children'] = {},
): EntityShape => ({ name: `AIMS.${name}`, key, fields, children });

const text = 'Edm.String';
const guid = 'Edm.Guid';
const int = 'Edm.Int32';
const money = 'Edm.Decimal';
const flag = 'Edm.Boolean';
const date = 'Edm.Date';
const time = 'Edm.DateTimeOffset';

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

export const styleColorShape = shape(
  'StyleColor',
  'styleColorID',
  {
    styleColorID: guid,
    styleID: guid,
    style: text,
    color: text,
    description: text,
    colorDescription: text,
    bodyCode: text,
    bodyDescription: text,
    brandName: text,
    originCountryName: text,
    wholesalePrice: money,
    retailPrice: money,
    status: text,
    lastModifiedOn: time,
  },
  { sizes: shape('StyleColorSize', 'sizeID', { sizeID: guid, sizeName: text, upc: text, sku: text }) },
);

export const warehouseShape = shape('Warehouse', 'warehouseID', {
  warehouseID: guid,
  warehouseCode: text,
  warehouseName: text,
  state: text,
  warehouseType: text,
  isActive: flag,
  lastModifiedOn: time,
});

export const customerShape = shape('Customer', 'customerID', {
  customerID: guid,
  customerAccount: text,
  customerName: text,
  termID: guid,
  shipviaID: guid,
  isActive: flag,
  balance: money,
  unappliedCredit: money,
  lastModifiedOn: time,
});

/** `codeShape('debitAdjustment')` has debitAdjustmentID, debitAdjustmentCode, … as the currencies have in public. */
export const codeShape = (prefix: string): EntityShape =>
  shape(prefix, `${prefix}ID`, {
    [`${prefix}ID`]: guid,
    [`${prefix}Code`]: text,
    [`${prefix}Name`]: text,
    [`${prefix}Enabled`]: flag,
    ...(prefix === 'currency' ? { currencySymbol: text } : {}),
  });

export const inventoryShape = shape(
  'Inventory',
  'inventoryKey',
  { inventoryKey: text, styleColorID: guid, style: text, color: text, warehouseID: guid, warehouseCode: text },
  { sizes: shape('InventorySize', 'sizeName', { sizeName: text, upc: text, onHand: int, allocated: int, ots: int }) },
);

const rmaSize = shape('RmaSize', 'sizeName', {
  sizeName: text,
  upc: text,
  authorizedQuantity: int,
  receivedQuantity: int,
  restockedQuantity: int,
  secondsQuantity: int,
  writtenOffQuantity: int,
  missingQuantity: int,
  creditedQuantity: int,
});

const rmaLine = shape(
  'RmaLine',
  'lineNumber',
  {
    rmaLineID: guid,
    lineNumber: int,
    styleColorID: guid,
    style: text,
    color: text,
    price: money,
    returnAuthorizationID: guid,
    warehouseID: guid,
    lineNote: text,
  },
  { sizes: rmaSize },
);

export const rmaShape = shape(
  'Rma',
  'rmaID',
  {
    rmaID: guid,
    rma: text,
    status: text,
    receiptStatus: text,
    customerID: guid,
    customerAccount: text,
    orderID: guid,
    order: text,
    invoice: text,
    customerPurchaseOrder: text,
    thirdPartyOrderID: text,
    thirdPartyReturnID: text,
    source: text,
    warehouseID: guid,
    returnAuthorizationID: guid,
    entered: date,
    expires: date,
    received: date,
    notes: text,
    trackingNumber: text,
    carrier: text,
    currencyCode: text,
    freight: money,
    restockingFee: money,
    tax: money,
    merchandiseTotal: money,
    creditTotal: money,
    creditMemo: text,
    creditMemoID: guid,
    creditMemoDate: date,
    createdOn: time,
    lastModifiedOn: time,
    createdBy: text,
  },
  { lineItems: rmaLine },
);

export const creditMemoShape = shape('CreditMemo', 'creditMemoID', {
  creditMemoID: guid,
  creditMemo: text,
  rmaID: guid,
  rma: text,
  customerAccount: text,
  creditMemoDate: date,
  amount: money,
  openBalance: money,
  currencyCode: text,
  status: text,
  transactionID: guid,
  lastModifiedOn: time,
});

export const transactionShape = shape('ArTransaction', 'transactionID', {
  transactionID: guid,
  transactionType: text,
  document: text,
  customerAccount: text,
  customerID: guid,
  transactionDate: date,
  dueDate: date,
  amount: money,
  openBalance: money,
  currencyCode: text,
  reasonID: guid,
  reasonCode: text,
  reference: text,
  notes: text,
  appliedToTransactionID: guid,
  batchID: guid,
  posted: flag,
  postedOn: time,
  lastModifiedOn: time,
});
