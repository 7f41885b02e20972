import {
  shopper,
  startLoopSimulator,
  startShopifySimulator,
  type FaultEffect,
  type LoopDoor,
  type LoopReturn,
  type LoopShopRequest,
  type ReturnRequest,
  type ShopifyDoor,
  type SimCall,
  type Simulator,
} from '@backhaul/simulators';
import { merchantSchema, type LoopSection } from '../../src/config.js';
import { loopClient } from '../../src/loop/client.js';
import type { LoopPort } from '../../src/loop/port.js';

const DOMAIN = 'northfold.myshopify.com';
const API_KEY = 'loop-key-northfold';
export const WEBHOOK_SECRET = 'hush-loop';

/** Northfold's Loop and the Shopify behind it. */
export interface TestShop {
  readonly loop: Simulator<LoopDoor>;
  readonly shopify: Simulator<ShopifyDoor>;
  /** The merchant's section as it stands in the configuration file. */
  readonly section: Record<string, unknown>;
  client(change?: Record<string, unknown>): LoopPort;
  /** An order of two jackets and a vest, shipped, and a return of these units. */
  submit(...skus: string[]): Promise<LoopReturn>;
  /** A return of one jacket of such an order, or as the request says. */
  request(request: Partial<ReturnRequest>): Promise<LoopReturn>;
  /** Refunds that were really made in the shop, over all orders. */
  refunds(): number;
  /** Requests to this path, also those that a fault turned away. */
  calls(path: RegExp): SimCall[];
  /** Arms a fault for requests to this path. */
  fault(path: RegExp, effect: FaultEffect & { times?: number; always?: boolean }): void;
  close(): Promise<void>;
}

/** Opens a shop; both simulators run on real time. */
export async function openShop(settings: Partial<LoopShopRequest> = {}): Promise<TestShop> {
  const shopify = await startShopifySimulator();
  const shop = { domain: DOMAIN, clientId: 'app', clientSecret: 'hush', locations: [{ name: 'Duluth' }] };
  shopify.door.addShop(shop);
  for (const [sku, price] of [
    ['NF-JKT-M', 7000],
    ['NF-VST-M', 4555],
  ] as const) {
    shopify.door.addProduct({ shop: DOMAIN, sku, title: sku, price, stock: { Duluth: 500 } });
  }
  const loop = await startLoopSimulator({ shopifyUrl: shopify.url });
  const request = { shop: 'northfold', apiKey: API_KEY, webhookSecret: WEBHOOK_SECRET, shopDomain: DOMAIN };
  loop.door.addShop({ ...request, processingDelayMs: 20, ...settings });
  const ida = shopper({ shopify: shopify.door, loop: loop.door, shop: 'northfold', shopDomain: DOMAIN });
  const buys = () =>
    ida.buys(
      [
        { sku: 'NF-JKT-M', quantity: 2 },
        { sku: 'NF-VST-M', quantity: 1 },
      ],
      { discount: 1855, taxRate: 0.08 },
    );
  const section = { baseUrl: loop.url, apiKey: API_KEY, webhookSecrets: [WEBHOOK_SECRET] };
  return {
    loop,
    shopify,
    section,
    client: (change = {}) => loopClient(sectionOf({ ...section, ...change })),
    async submit(...skus) {
      return ida.submitReturn(await buys(), skus.length === 0 ? ['NF-JKT-M'] : skus);
    },
    async request(request) {
      const { name: orderName } = await buys();
      return loop.door.submitReturn({ shop: 'northfold', orderName, units: [{ sku: 'NF-JKT-M' }], ...request });
    },
    refunds: () => shopify.door.orders(DOMAIN).reduce((sum, { refunds }) => sum + refunds.length, 0),
    calls: (path) => loop.calls.filter((call) => path.test(call.path)),
    fault: (path, effect) => loop.faults.add({ match: { path }, ...effect }),
    async close() {
      await loop.close();
      await shopify.close();
    },
  };
}

export function sectionOf(section: Record<string, unknown>): LoopSection {
  const { loop } = merchantSchema.parse({ loop: section });
  if (loop === undefined) throw new Error('the section is there');
  return loop;
}
