import { itemBy } from '../items-by.js';
import { toWire } from '../money.js';
import type { Row } from '../odata/shape.js';
import { orderID } from '../orders/find.js';
import type { Tenant } from '../state.js';
import { discountDifference, discountTotalOf, webTotalOf } from '../web-orders/amounts.js';
import type { WebOrder } from '../web-orders/entities.js';
import { issuesOf, statusOf } from '../web-orders/issues.js';
import { complex, flag, guid, int, money, shape, text, time } from './shape.js';

const webOrderLine = shape('WebOrderLine', 'thirdPartyLineID', {
  thirdPartyLineID: text,
  upc: text,
  sku: text,
  quantity: int,
  price: money,
  discount: money,
  imported: flag,
});

export const webOrderShape = shape(
  'WebOrder',
  'webOrderID',
  {
    webOrderID: guid,
    channel: text,
    shopDomain: text,
    thirdPartyOrderID: text,
    orderName: text,
    status: text,
    issues: complex,
    proposed: complex,
    tags: complex,
    email: text,
    note: text,
    total: money,
    discountTotal: money,
    /** By how much the order comes to more in AIMS360 than in Shopify. */
    discountDifference: money,
    cancelled: flag,
    /** Shopify has lines that the sales order has not. */
    amended: flag,
    orderID: guid,
    order: text,
    stagedOn: time,
    lastModifiedOn: time,
  },
  { lineItems: webOrderLine },
);

export const webOrderRow = (tenant: Tenant, webOrder: WebOrder): Row => {
  const {
    lines,
    shipviaID,
    termID,
    exchange: _exchange,
    paid: _paid,
    tax: _tax,
    freight: _freight,
    ...shown
  } = webOrder;
  return {
    ...shown,
    channel: 'Shopify',
    status: statusOf(tenant, webOrder),
    issues: issuesOf(tenant, webOrder),
    proposed: { shipviaID, termID },
    total: toWire(webTotalOf(webOrder)),
    discountTotal: toWire(discountTotalOf(webOrder)),
    discountDifference: toWire(discountDifference(webOrder, tenant.settings)),
    amended: webOrder.orderID !== null && lines.some((line) => !line.imported),
    order: webOrder.orderID === null ? null : (itemBy(tenant.orders, orderID, webOrder.orderID)?.order ?? null),
    lineItems: lines.map((line) => ({ ...line, price: toWire(line.price), discount: toWire(line.discount) })),
  };
};
