import {
  manualClock,
  shopper,
  startLoopSimulator,
  startShopifySimulator,
  type LoopDoor,
  type LoopShopRequest,
  type ShopifyDoor,
  type Shopper,
  type SimClock,
  type Simulator,
} from '../../src/index.js';

export const KEY = 'loop-key-northfold';
export const SECRET = 'hush-loop';
export const DOMAIN = 'northfold.myshopify.com';

export interface Pair {
  loop: Simulator<LoopDoor>;
  shopify: Simulator<ShopifyDoor>;
  clock: SimClock;
  ida: Shopper;
  get(path: string, key?: string): Promise<{ status: number; body: unknown }>;
  send(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** Northfold's Loop and Shopify on one clock that stands still at 2026-11-03T14:15:00Z. */
export async function openPair(
  settings: Partial<LoopShopRequest> = {},
  stateFile?: string,
  now?: string,
): Promise<Pair> {
  const clock = manualClock(now);
  const shopify = await startShopifySimulator({ clock });
  shopify.door.addShop({ domain: DOMAIN, clientId: 'c', clientSecret: 's', locations: [{ name: 'Duluth' }] });
  shopify.door.addProduct({
    shop: DOMAIN,
    sku: 'NF-JKT-M',
    title: 'Ridge Jacket - M',
    price: 7000,
    stock: { Duluth: 50 },
  });
  shopify.door.addProduct({
    shop: DOMAIN,
    sku: 'NF-VST-M',
    title: 'Ridge Vest - M',
    price: 4555,
    stock: { Duluth: 50 },
  });
  const files = stateFile === undefined ? {} : { stateFile };
  const loop = await startLoopSimulator({ clock, shopifyUrl: shopify.url, ...files });
  loop.door.addShop({ shop: 'northfold', apiKey: KEY, webhookSecret: SECRET, shopDomain: DOMAIN, ...settings });
  const send = async (method: string, path: string, body?: unknown, key = KEY) => {
    const response = await fetch(`${loop.url}/api/v1${path}`, {
      method,
      headers: { 'x-authorization': key, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  return {
    loop,
    shopify,
    clock,
    ida: shopper({ shopify: shopify.door, loop: loop.door, shop: 'northfold', shopDomain: DOMAIN }),
    send,
    get: (path, key) => send('GET', path, undefined, key),
    close: async () => void (await Promise.all([loop.close(), shopify.close()])),
  };
}

/** Two jackets and a vest, 10 % off, 8 % tax: 63.00 + 5.04 a jacket, 41.00 + 3.28 the vest. */
export const buy = (pair: Pair) =>
  pair.ida.buys(
    [
      { sku: 'NF-JKT-M', quantity: 2 },
      { sku: 'NF-VST-M', quantity: 1 },
    ],
    { discount: 1855, taxRate: 0.08 },
  );
