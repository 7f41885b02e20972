import {
  manualClock,
  startShopifySimulator,
  type Order,
  type ShopifyDoor,
  type ShopRequest,
  type Simulator,
  type SimClock,
} from '../../src/index.js';

export const DOMAIN = 'northfold.myshopify.com';
export const SECRET = 'hush-northfold';
export const TOKEN = 'shpat_static';

export interface Shop {
  shopify: Simulator<ShopifyDoor>;
  clock: SimClock;
  locations: { id: string; name: string }[];
  close(): Promise<void>;
  graphql(query: string, variables?: Record<string, unknown>, call?: Call): Promise<Answer>;
  /** Two jackets at 70.00 and a vest at 45.55, 10 % off, 8 % tax, shipped. */
  order(): Order;
}
interface Call {
  version?: string;
  token?: string;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read deep into answers whose shape they assert
export type Answer = { data?: any; errors?: any[]; extensions?: any };

/** Northfold on a clock that stands still. */
export async function openShop(settings: Partial<ShopRequest> = {}, stateFile?: string): Promise<Shop> {
  const clock = manualClock('2026-11-03T14:15:00Z');
  const shopify = await startShopifySimulator({ clock, ...(stateFile === undefined ? {} : { stateFile }) });
  const { locations } = shopify.door.addShop({
    domain: DOMAIN,
    clientId: 'northfold-app',
    clientSecret: SECRET,
    accessToken: TOKEN,
    locations: [{ name: 'Duluth' }, { name: 'Reno' }],
    ...settings,
  });
  if (shopify.door.orders(DOMAIN).length === 0) addGoods(shopify.door);
  return {
    shopify,
    clock,
    locations,
    close: () => shopify.close(),
    graphql: async (query, variables = {}, { version = '2026-10', token = TOKEN } = {}) => {
      const response = await fetch(`${shopify.url}/admin/api/${version}/graphql.json`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    order: () => {
      const lines = [
        { sku: 'NF-JKT-M', quantity: 2 },
        { sku: 'NF-VST-M', quantity: 1 },
      ];
      const email = 'ida.berg@northfold.example';
      const placed = shopify.door.placeOrder({ shop: DOMAIN, email, lines, discount: 1855, taxRate: 0.08 });
      shopify.door.fulfill(DOMAIN, placed.id);
      return placed;
    },
  };
}

function addGoods(door: ShopifyDoor): void {
  door.addProduct({
    shop: DOMAIN,
    sku: 'NF-JKT-M',
    barcode: '0840012300017',
    title: 'Ridge Jacket - M',
    price: 7000,
    stock: { Duluth: 10, Reno: 4 },
  });
  door.addProduct({ shop: DOMAIN, sku: 'NF-VST-M', title: 'Ridge Vest - M', price: 4555, stock: { Duluth: 5 } });
}

export const gid = (type: string, id: string | undefined): string => `gid://shopify/${type}/${id}`;
