import { Reader } from '../../input/reader.js';
import { itemBy } from '../items-by.js';
import type { Customer, OrderLine, SalesOrder } from '../masters/entities.js';
import { customerByAccount, itemByUpcOrSku, warehouseByCode } from '../masters/lookup.js';
import { orderID } from '../orders/find.js';
import { addUnits } from '../orders/new-line.js';
import { enterOrder } from '../orders/new-order.js';
import { readOrderHeader } from '../orders/order-body.js';
import { AimsRefusal, invalidInput } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import { linePercentage, orderPercentage } from './amounts.js';
import type { WebOrder } from './entities.js';
import { duplicateOf, issuesOf, rejects } from './issues.js';

const refuseRejected = (tenant: Tenant, webOrder: WebOrder): void => {
  if (webOrder.cancelled)
    throw new AimsRefusal('InvalidState', `${webOrder.orderName} was cancelled in the shop.`, webOrder.webOrderID);
  const duplicate = duplicateOf(tenant, webOrder);
  if (duplicate !== undefined) {
    const message = `${webOrder.orderName} is already order ${duplicate.order}.`;
    throw new AimsRefusal('ResourceAlreadyExists', message, duplicate.orderID);
  }
  const issue = issuesOf(tenant, webOrder).find(rejects);
  if (issue !== undefined)
    throw new AimsRefusal('InvalidState', `${issue.code}: ${issue.message}`, webOrder.webOrderID);
};

/** Each line of the shop becomes a line of its own, as its discount is a percentage of its own. */
const linesOf = (state: AimsState, tenant: Tenant, webOrder: WebOrder): OrderLine[] => {
  const lines: OrderLine[] = [];
  for (const line of webOrder.lines) {
    addUnits(state, lines, {
      item: itemByUpcOrSku(tenant, line.upc, line.sku),
      warehouseID: warehouseByCode(tenant, 'MAIN').warehouseID,
      quantity: line.quantity,
      price: line.price,
      discountPercentage: linePercentage(line, tenant.settings),
      thirdPartyLineID: line.thirdPartyLineID,
    });
  }
  return lines;
};

const customerOf = (tenant: Tenant, { shopDomain }: WebOrder): Customer =>
  customerByAccount(tenant, tenant.shops[shopDomain] ?? '');

export interface Imported {
  readonly order: SalesOrder;
  /** It was imported before: nothing was done. */
  readonly repeated: boolean;
}

/** Import of a staged order, once; what it came without is given in the body. Throws `AimsRefusal`. */
export const importWebOrder = (
  state: AimsState,
  tenant: Tenant,
  webOrder: WebOrder,
  input: unknown,
  now: Date,
): Imported => {
  const before = webOrder.orderID === null ? undefined : itemBy(tenant.orders, orderID, webOrder.orderID);
  if (before !== undefined) return { order: before, repeated: true };
  refuseRejected(tenant, webOrder);
  const body = new Reader(input, invalidInput);
  const header = { termID: webOrder.termID, shipviaID: webOrder.shipviaID, ...readOrderHeader(body, tenant) };
  if (header.shipviaID === null) throw body.wrong('shipviaID', 'is required');
  if (header.termID === null) throw body.wrong('termID', 'is required');

  const { thirdPartyOrderID, orderName: customerPurchaseOrder, tax, freight, paid: prepaid, email, note } = webOrder;
  const discountPercentage = orderPercentage(webOrder, tenant.settings);
  const shop = {
    thirdPartyOrderID,
    customerPurchaseOrder,
    discountPercentage,
    tax,
    freight,
    prepaid,
    email,
    notes: note,
  };
  const lines = linesOf(state, tenant, webOrder);
  const order = enterOrder(state, tenant, customerOf(tenant, webOrder), { ...shop, ...header, lines }, now);
  for (const line of webOrder.lines) line.imported = true;
  webOrder.orderID = order.orderID;
  webOrder.lastModifiedOn = now.toISOString();
  return { order, repeated: false };
};
