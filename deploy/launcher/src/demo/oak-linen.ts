import type { ConfigFile } from '@backhaul/service-kit';
import type { Arrival, NewRlmOrder, OrderRequest, ThreePlDoor } from '@backhaul/simulators';
import { oakLinenCatalogue, oakLinenWear, skuOf } from './catalogue.js';
import type { Row } from './northfold.js';
import type { Simulators } from './simulators.js';
import type { WorldOptions } from './world.js';

export const OAK_LINEN = 'oaklinen';
export const OAK_LINEN_SHOP = 'oak-and-linen.myshopify.com';
const COMPANY = 7;
/** A day that takes seconds needs more calls than a real one, of which RLM allows 60 a minute. */
const RLM_CALLS_PER_MINUTE = 300;
const CLIENT = 'OAKLINEN';

/** Opens Oak & Linen in its four systems; opening it again changes nothing. */
export function openOakLinen(
  { loop, shopify, rlm, threePl }: Simulators,
  { secretOf, webhookUrl, lenient, oakLinenLoop }: WorldOptions,
): void {
  const { locations } = shopify.door.addShop({
    domain: OAK_LINEN_SHOP,
    clientId: 'oaklinen-app',
    clientSecret: secretOf('oaklinen.shopify'),
    currency: 'USD',
    locations: [{ name: 'West 1' }],
    plan: lenient === undefined ? 'standard' : 'plus',
    webhookUrl: webhookUrl('shopify-gateway', '/webhooks/shopify'),
  });
  loop.door.addShop({
    shop: OAK_LINEN,
    apiKey: secretOf('oaklinen.loop.key'),
    webhookSecret: secretOf('oaklinen.loop.webhook'),
    webhookUrl: webhookUrl('loop-gateway', `/webhooks/loop/${OAK_LINEN}`),
    currency: 'USD',
    shopDomain: OAK_LINEN_SHOP,
    allowFlaggedProcessing: lenient !== undefined,
    ...lenient,
    ...oakLinenLoop,
  });
  const [location] = locations;
  if (location === undefined) throw new Error(`${OAK_LINEN_SHOP} has no location`);
  rlm.door.addCompany({
    company: COMPANY,
    apiKey: secretOf('oaklinen.rlm'),
    currency: 'USD',
    locations: { '1': location.id },
    settings: lenient ?? { callsPerMinute: RLM_CALLS_PER_MINUTE },
  });
  threePl.door.addClient({
    clientCode: CLIENT,
    apiKey: secretOf('oaklinen.3pl.key'),
    webhookSecret: secretOf('oaklinen.3pl.webhook'),
    webhookUrl: webhookUrl('rlm-adapter', `/webhooks/3pl/${OAK_LINEN}`),
    ...lenient,
  });
}

/** Puts Oak & Linen's goods into shop and ERP. Both start from the same figures. */
export function stockOakLinen({ shopify, rlm }: Simulators): void {
  for (const [division, items] of [
    [20, oakLinenCatalogue],
    [30, oakLinenWear],
  ] as const) {
    for (const item of items) {
      const { title, barcode, price, style, color, size } = item;
      const sku = skuOf(item);
      shopify.door.addProduct({ shop: OAK_LINEN_SHOP, sku, barcode, title, price, stock: { 'West 1': 200 } });
      rlm.door.addItem(COMPANY, { style, color, size, sku, upc: barcode, division, openingStock: { '1': 200 } });
    }
  }
}

/** How an order differs from the usual one: in the shop, and in the ERP, where all of it shipped from warehouse 1. */
export interface OakLinenTerms {
  readonly inShop?: Partial<OrderRequest>;
  /** `null`: the order never got there. */
  readonly inRlm?: { readonly shipped?: boolean; readonly warehouse?: number } | null;
  /** Units by SKU that left the ERP's warehouse, where it is not all of them. */
  readonly shippedUnits?: Readonly<Record<string, number>>;
}

/** What the shopper bought, and where it stands in the ERP: ordered, paid, shipped from warehouse 1. */
export function oakLinenOrder(
  { shopify, rlm }: Simulators,
  lines: { sku: string; quantity: number }[],
  shopper: { email: string; firstName: string; lastName: string },
  { inShop = {}, inRlm = {}, shippedUnits = {} }: OakLinenTerms = {},
) {
  const order = shopify.door.placeOrder({ shop: OAK_LINEN_SHOP, ...shopper, lines, taxRate: 0.08875, ...inShop });
  shopify.door.fulfill(OAK_LINEN_SHOP, order.id);
  if (inRlm === null) return order;
  const { shipped = true, warehouse = 1 } = inRlm;
  const asked: NewRlmOrder = {
    externalOrderId: order.id,
    customerPo: order.name,
    shipped,
    lines: order.lines.map((line) => ({
      externalLineId: line.id,
      sku: line.sku,
      quantity: line.quantity,
      price: line.unitPrice - Math.round(line.discount / line.quantity),
      tax: line.tax,
      warehouse,
      shipped: shippedUnits[line.sku] ?? line.quantity,
    })),
  };
  rlm.door.addOrder(COMPANY, asked);
  return order;
}

/** What happens at Oak & Linen's warehouse, and what its ERP shows. */
export interface OakLinenWarehouse {
  /** What came; when left out, everything, in good condition, and nothing more is expected. */
  receive(raNumber: string, arrival?: Arrival): void;
  returnOrders(): ReturnType<ThreePlDoor['returnOrders']>;
  /** What the warehouse has written down. */
  arrivals(): ReturnType<ThreePlDoor['receipts']>;
  /** What the ERP knows of it. */
  receipts(): readonly Row[];
  ras(): readonly Row[];
  credits(): readonly Row[];
  /** On hand in the sellable warehouse. */
  balance(sku: string): number;
  assertInvariants(): void;
}

export function oakLinenWarehouse({ rlm, threePl }: Simulators): OakLinenWarehouse {
  return {
    receive: (raNumber, arrival = {}) => void threePl.door.receive(raNumber, arrival, CLIENT),
    arrivals: () => threePl.door.receipts(CLIENT),
    receipts: () => rlm.door.receipts(COMPANY),
    returnOrders: () => threePl.door.returnOrders(CLIENT),
    ras: () => rlm.door.ras(COMPANY),
    credits: () => rlm.door.credits(COMPANY),
    balance: (sku) => rlm.door.balance(COMPANY, 1, sku),
    assertInvariants: () => rlm.door.assertInvariants(COMPANY),
  };
}

/** Oak & Linen's entry in the configuration. */
export function oakLinenMerchant(
  { loop, shopify, rlm, threePl }: Simulators,
  { secretOf, intervals }: WorldOptions,
): ConfigFile['merchants'][number] {
  return {
    id: OAK_LINEN,
    name: 'Oak & Linen',
    currency: 'USD',
    timeZone: 'America/New_York',
    loop: {
      baseUrl: loop.url,
      apiKey: secretOf('oaklinen.loop.key'),
      webhookSecrets: [secretOf('oaklinen.loop.webhook')],
      sweepSeconds: intervals.sweepSeconds,
      processGraceSeconds: intervals.processGraceSeconds,
    },
    shopify: {
      shop: OAK_LINEN_SHOP,
      baseUrl: shopify.url,
      clientId: 'oaklinen-app',
      clientSecret: secretOf('oaklinen.shopify'),
      sweepSeconds: intervals.sweepSeconds,
    },
    rlm: {
      baseUrl: rlm.url,
      company: COMPANY,
      apiKey: secretOf('oaklinen.rlm'),
      division: 20,
      account: 'WEB0000',
      warehouse: 1,
      callsPerMinute: RLM_CALLS_PER_MINUTE,
    },
    threepl: {
      baseUrl: threePl.url,
      apiKey: secretOf('oaklinen.3pl.key'),
      clientCode: CLIENT,
      warehouseCode: 'WEST1',
      webhookSecrets: [secretOf('oaklinen.3pl.webhook')],
      pollSeconds: intervals.pollSeconds,
    },
  };
}
