import { doorClient } from '../kernel/index.js';
import type { Kernel } from '../kernel/index.js';
import type { ShopifyDoor } from '../shopify/index.js';
import type { AimsState, Tenant } from './state.js';
import type { WebOrder } from './web-orders/entities.js';
import { takeInShopify } from './web-orders/read-shopify.js';

const READ = 'aims360/read-shopify';
const MINUTE_MS = 60_000;

/** Reads the shops of a merchant; a promise of what is new or amended on the staging screen. */
export type ReadShopify = (tenant: Tenant) => Promise<WebOrder[]>;

/** Over HTTP from the paired Shopify simulator. Without `shopifyUrl` reading throws. */
export const shopifyReader = ({ state, clock }: Kernel<AimsState>, shopifyUrl: string | undefined): ReadShopify => {
  if (shopifyUrl === undefined) return () => Promise.reject(new Error('this AIMS360 has no Shopify: give shopifyUrl'));
  const shopify = doorClient<ShopifyDoor>(shopifyUrl);
  return async (tenant) => {
    const news: WebOrder[] = [];
    for (const shopDomain of Object.keys(tenant.shops))
      news.push(...takeInShopify(state, tenant, shopDomain, await shopify.orders(shopDomain), clock.now()));
    return news;
  };
};

/** Plans the merchant's next reading of Shopify, when it is to happen by itself and none is planned yet. */
export const planReading = ({ timers }: Kernel<AimsState>, tenant: Tenant): void => {
  const every = tenant.settings.readShopifyEveryMinutes;
  if (every > 0) timers.after(every * MINUTE_MS, READ, { accountCode: tenant.accountCode, every });
};

/** Keeps reading while the merchant is set so; a changed interval has a chain of its own. */
export const readShopifyOnTime = (kernel: Kernel<AimsState>, read: ReadShopify): void => {
  kernel.timers.handle<{ accountCode: string; every: number }>(READ, async ({ accountCode, every }) => {
    const tenant = kernel.state.tenants[accountCode];
    if (tenant === undefined || tenant.settings.readShopifyEveryMinutes !== every) return;
    await read(tenant).finally(() => planReading(kernel, tenant));
  });
};
