import { newGuid } from '../ids.js';
import { customerByAccount } from '../masters/lookup.js';
import { known } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import { webTotalOf } from './amounts.js';
import type { WebOrder, WebOrderLine } from './entities.js';
import { webOrderOf } from './find.js';

/** A line of a Shopify order. Unit price before discount and discount off the whole line, minor units. */
export interface NewWebOrderLine {
  /** Shopify's line id; made up when not given. */
  thirdPartyLineID?: string;
  upc?: string;
  sku?: string;
  quantity: number;
  price: number;
  discount?: number;
}

/** A Shopify order to stage. Money in minor units. */
export interface NewWebOrder {
  thirdPartyOrderID: string;
  /** The order's name, `#20419` or `EXC-20418`. */
  orderName: string;
  lines: NewWebOrderLine[];
  /** Default: the merchant's first mapped shop. */
  shopDomain?: string;
  /** Default true for names that do not begin with `#`: no shipping type and no payment type came with it. */
  exchange?: boolean;
  tags?: string[];
  email?: string;
  note?: string;
  /** Off the whole order. */
  discount?: number;
  tax?: number;
  freight?: number;
  /** Default: the total. */
  paid?: number;
}

export const stagedLine = (line: NewWebOrderLine, thirdPartyLineID: string): WebOrderLine => ({
  thirdPartyLineID: line.thirdPartyLineID ?? thirdPartyLineID,
  upc: line.upc ?? null,
  sku: line.sku ?? null,
  quantity: line.quantity,
  price: line.price,
  discount: line.discount ?? 0,
  imported: false,
});

/** What Shopify's own checkout brings along, from the customer account of the shop. */
const checkoutTerms = (tenant: Tenant, shopDomain: string): Pick<WebOrder, 'shipviaID' | 'termID'> => {
  const account = tenant.shops[shopDomain];
  const { shipviaID, termID } = customerByAccount(tenant, account ?? tenant.customerAccount);
  return { shipviaID, termID };
};

/** Stages an order; a Shopify order is staged once per shop, so a second call gives the first result. */
export const stageWebOrder = (state: AimsState, tenant: Tenant, input: NewWebOrder, now: Date): WebOrder => {
  const shopDomain = known(input.shopDomain ?? Object.keys(tenant.shops)[0], 'A mapped shop');
  const existing = webOrderOf(tenant, shopDomain, input.thirdPartyOrderID);
  if (existing !== undefined) return existing;
  const exchange = input.exchange ?? !input.orderName.startsWith('#');
  const at = now.toISOString();
  const webOrder: WebOrder = {
    webOrderID: newGuid(state, 'webOrder'),
    shopDomain,
    thirdPartyOrderID: input.thirdPartyOrderID,
    orderName: input.orderName,
    exchange,
    cancelled: false,
    ...(exchange ? { shipviaID: null, termID: null } : checkoutTerms(tenant, shopDomain)),
    tags: input.tags ?? [],
    email: input.email ?? null,
    note: input.note ?? null,
    lines: input.lines.map((line, index) => stagedLine(line, `${input.thirdPartyOrderID}-${index + 1}`)),
    discount: input.discount ?? 0,
    tax: input.tax ?? 0,
    freight: input.freight ?? 0,
    paid: 0,
    orderID: null,
    stagedOn: at,
    lastModifiedOn: at,
  };
  webOrder.paid = input.paid ?? webTotalOf(webOrder);
  tenant.webOrders.push(webOrder);
  return webOrder;
};
