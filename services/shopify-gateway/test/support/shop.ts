import { systemClock, type Clock } from '@backhaul/contracts';
import {
  startShopifySimulator,
  type ShopRequest,
  type Simulator,
  type SimulatorOptions,
  type ShopifyDoor,
} from '@backhaul/simulators';
import { merchantSchema, type ShopifySection } from '../../src/config.js';
import { shopifyClient } from '../../src/shopify/client.js';
import type { ShopifyPort } from '../../src/shopify/port.js';

export const domain = 'northfold.myshopify.com';
const credentials = { clientId: 'northfold-app', clientSecret: 'northfold-secret' };

export interface TestShop {
  readonly simulator: Simulator<ShopifyDoor>;
  readonly door: ShopifyDoor;
  /** Where `addProduct` puts its stock. */
  readonly locationId: string;
  /** The merchant's section as it stands in the configuration file. */
  readonly section: Record<string, unknown>;
  client(o?: { clock?: Clock; section?: Record<string, unknown>; log?: Log }): ShopifyPort;
  /** Bodies of the GraphQL calls whose document has this name. */
  calls(name: string): { variables: Record<string, unknown> }[];
}

interface Log {
  debug(facts: object, message?: string): void;
  warn(facts: object, message?: string): void;
}

/** A Shopify with the shop of Northfold Outfitters, two products and 20 of each in stock. */
export async function openShop(
  o: { shop?: Partial<ShopRequest>; simulator?: SimulatorOptions } = {},
): Promise<TestShop> {
  const simulator = await startShopifySimulator(o.simulator);
  const { door } = simulator;
  const { locations } = door.addShop({ domain, ...credentials, locations: [{ name: 'Austin' }], ...o.shop });
  for (const [sku, price, barcode] of [
    ['NF-JKT-M', 14000, '0400000000017'],
    ["NF-SHIRT'S", 4050, ''],
  ] as const) {
    door.addProduct({ shop: domain, sku, title: sku, price, barcode, stock: { Austin: 20 } });
  }
  const section = { shop: domain, baseUrl: simulator.url, ...credentials };
  return {
    simulator,
    door,
    section,
    locationId: locations[0]?.id ?? '',
    client: ({ clock = systemClock, section: change = {}, log } = {}) =>
      shopifyClient(parsed({ ...section, ...change }), { clock, ...(log === undefined ? {} : { log }) }),
    calls: (name) =>
      simulator.calls.flatMap(({ body }) =>
        isGraphql(body) && body.query.includes(` ${name}(`) ? [{ variables: body.variables }] : [],
      ),
  };
}

function parsed(section: Record<string, unknown>): ShopifySection {
  const { shopify } = merchantSchema.parse({ shopify: section });
  if (shopify === undefined) throw new Error('the section is there');
  return shopify;
}

const isGraphql = (body: unknown): body is { query: string; variables: Record<string, unknown> } =>
  typeof body === 'object' && body !== null && 'query' in body && 'variables' in body;

/** A jacket and two shirts with a discount, 8 % tax and shipping, all of it shipped. */
export function shippedOrder({ door }: TestShop): ReturnType<ShopifyDoor['placeOrder']> {
  const order = door.placeOrder({
    shop: domain,
    email: 'ida@example.com',
    lines: [
      { sku: 'NF-JKT-M', quantity: 1 },
      { sku: "NF-SHIRT'S", quantity: 2 },
    ],
    discount: 2000,
    taxRate: 0.08,
    shipping: 500,
  });
  door.fulfill(domain, order.id);
  return order;
}

/** Refunds the jacket as a returns app does. */
export function refundJacket(
  { door }: TestShop,
  orderId: string,
  o: { amount?: number; key?: string; units?: number } = {},
): ReturnType<ShopifyDoor['refundForReturn']> {
  const line = door.orderForReturn(domain, orderId).lines[0];
  return door.refundForReturn({
    shop: domain,
    orderId,
    key: o.key ?? 'return-1',
    note: 'Loop return',
    lines: [{ lineItemId: line?.id ?? '', quantity: o.units ?? 1 }],
    amount: o.amount ?? 13608,
    restockType: 'no_restock',
  });
}
