import { newGuid } from '../ids.js';
import type { OrderLine, SalesOrder } from '../masters/entities.js';
import type { AimsState, Tenant } from '../state.js';
import type { WebOrder } from './entities.js';
import { shopOrderID } from './find.js';
import { stagedLine } from './stage.js';
import type { NewWebOrderLine } from './stage.js';
import { itemsBy } from '../items-by.js';

/** An order that was entered without staging gets a staged one, so that what Shopify adds to it can be seen. */
const staged = (state: AimsState, tenant: Tenant, order: SalesOrder, shopDomain: string, at: string): WebOrder => {
  const webOrder: WebOrder = {
    webOrderID: newGuid(state, 'webOrder'),
    shopDomain,
    thirdPartyOrderID: order.thirdPartyOrderID ?? '',
    orderName: order.customerPurchaseOrder ?? '',
    exchange: false,
    cancelled: false,
    shipviaID: order.shipviaID,
    termID: order.termID,
    tags: [],
    email: order.email,
    note: null,
    lines: [],
    discount: 0,
    tax: 0,
    freight: 0,
    paid: 0,
    orderID: order.orderID,
    stagedOn: at,
    lastModifiedOn: at,
  };
  tenant.webOrders.push(webOrder);
  return webOrder;
};

/**
 * A native exchange: Shopify has put further lines on an order that is imported already (contracts/aims360.md §6). They show on
 * the staged order as not imported; nothing else happens by itself.
 */
export const amendWebOrder = (
  state: AimsState,
  tenant: Tenant,
  order: SalesOrder,
  { shopDomain, lines }: { shopDomain: string; lines: readonly NewWebOrderLine[] },
  now: Date,
): WebOrder => {
  const at = now.toISOString();
  const known = itemsBy(tenant.webOrders, shopOrderID, order.thirdPartyOrderID ?? '');
  const webOrder = known.find((each) => each.orderID === order.orderID) ?? staged(state, tenant, order, shopDomain, at);
  for (const line of lines) {
    const added = stagedLine(line, `${webOrder.thirdPartyOrderID}-${webOrder.lines.length + 1}`);
    if (webOrder.lines.every((each) => each.thirdPartyLineID !== added.thirdPartyLineID)) webOrder.lines.push(added);
  }
  webOrder.lastModifiedOn = at;
  return webOrder;
};

/** Lines that were added to the sales order are no longer waiting on the staged one. */
export const markImported = (tenant: Tenant, order: SalesOrder, lines: readonly OrderLine[], now: Date): void => {
  const ids = lines.map((line) => line.thirdPartyLineID);
  for (const webOrder of tenant.webOrders.filter((each) => each.orderID === order.orderID)) {
    const done = webOrder.lines.filter((line) => ids.includes(line.thirdPartyLineID));
    for (const line of done) line.imported = true;
    if (done.length > 0) webOrder.lastModifiedOn = now.toISOString();
  }
};
