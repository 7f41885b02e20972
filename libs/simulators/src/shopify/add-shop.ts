import type { Kernel } from '../kernel/index.js';
import { newId } from './gid.js';
import { DEFAULT_SCOPES } from './graphql/access.js';
import type { Plan, Shop, ShopifyState, Subscription } from './state.js';
import { TOPICS } from './webhooks/topics.js';

export interface ShopRequest {
  /** `northfold.myshopify.com` */
  domain: string;
  clientId: string;
  clientSecret: string;
  /** Signs webhooks; default: the client secret. */
  apiSecret?: string;
  /** Also accepts this token, which never expires (a legacy custom app). */
  accessToken?: string;
  currency?: string;
  locations: { name: string }[];
  /** Subscribes this address to every topic in the app's configuration. */
  webhookUrl?: string;
  scopes?: string[];
  utcOffset?: string;
  plan?: Plan;
  /** Ids above 2^53. */
  largeIds?: boolean;
  webhookApiVersion?: string;
  tokenLifetimeSeconds?: number;
}

/**
 * Opens a shop with one installed app. Opening the same domain again keeps its data and renews its settings,
 * so that a demo with a kept state may do it at each start.
 */
export function addShop(kernel: Kernel<ShopifyState>, request: ShopRequest): Shop {
  const known = kernel.state.shops[request.domain];
  const shop = known ?? newShop(kernel, request);
  kernel.state.shops[request.domain] = shop;
  Object.assign(shop, settingsOf(request));
  const made = shop.subscriptions.filter((one) => !one.fromConfiguration);
  shop.subscriptions = [...made, ...configured(kernel, shop, request.webhookUrl)];
  if (request.accessToken !== undefined) {
    kernel.state.tokens[request.accessToken] = { domain: shop.domain, expiresAt: null };
  }
  return shop;
}

const settingsOf = (request: ShopRequest) => ({
  clientId: request.clientId,
  clientSecret: request.clientSecret,
  signingSecret: request.apiSecret ?? request.clientSecret,
  scopes: request.scopes ?? DEFAULT_SCOPES,
  utcOffset: request.utcOffset ?? '-05:00',
  plan: request.plan ?? 'standard',
  webhookApiVersion: request.webhookApiVersion ?? '2026-10',
  tokenLifetimeSeconds: request.tokenLifetimeSeconds ?? 86_399,
});

function newShop(kernel: Kernel<ShopifyState>, request: ShopRequest): Shop {
  const ids = { largeIds: request.largeIds ?? false };
  return {
    ...settingsOf(request),
    ...ids,
    id: newId(kernel, ids, 'Shop'),
    domain: request.domain,
    currency: request.currency ?? 'USD',
    locations: request.locations.map(({ name }) => ({ id: newId(kernel, ids, 'Location'), name })),
    products: [],
    orders: [],
    customers: {},
    adjustmentGroups: [],
    subscriptions: [],
    pendingGateways: [],
    foreignRefunds: {},
    foreignOrders: {},
    giftCards: [],
    bulkOperations: [],
    ignoreIdempotencyKeys: false,
    wrongSecret: { times: 0, secret: 'someone-else' },
  };
}

function configured(kernel: Kernel<ShopifyState>, ids: { largeIds: boolean }, url: string | undefined): Subscription[] {
  if (url === undefined) return [];
  const at = kernel.clock.now().toISOString();
  return TOPICS.map((topic) => ({
    id: newId(kernel, ids, 'WebhookSubscription'),
    topic,
    url,
    createdAt: at,
    updatedAt: at,
    name: null,
    includeFields: [],
    fromConfiguration: true,
  }));
}
