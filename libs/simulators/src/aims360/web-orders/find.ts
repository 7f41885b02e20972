import { itemBy, itemsBy } from '../items-by.js';
import { AimsRefusal } from '../refusal.js';
import type { Tenant } from '../state.js';
import type { WebOrder } from './entities.js';

export const webOrderID = (webOrder: WebOrder): string => webOrder.webOrderID;
export const shopOrderID = (webOrder: WebOrder): string => webOrder.thirdPartyOrderID;

/** Throws 404 `ResourceNotFound`. */
export const webOrderByID = (tenant: Tenant, id: string): WebOrder => {
  const webOrder = itemBy(tenant.webOrders, webOrderID, id);
  if (webOrder === undefined) throw new AimsRefusal('ResourceNotFound', `Web order '${id}' was not found.`);
  return webOrder;
};

/** One per Shopify order and shop. */
export const webOrderOf = (tenant: Tenant, shopDomain: string, thirdPartyOrderID: string): WebOrder | undefined =>
  itemsBy(tenant.webOrders, shopOrderID, thirdPartyOrderID).find((each) => each.shopDomain === shopDomain);
