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

/** Opens a shop with one installed app. Opening the same domain again changes nothing, so a demo may do it at each start. */
export function addShop(kernel: Kernel<ShopifyState>, request: ShopRequest): Shop {
  const known = kernel.state.shops[request.domain];
  if (known !== undefined) return known;
  const large = { largeIds: request.largeIds ?? false };
  const shop: Shop = {
    id: newId(kernel, large, 'Shop'),
    domain: request.domain,
    clientId: request.clientId,
    clientSecret: request.clientSecret,
    signingSecret: request.apiSecret ?? request.clientSecret,
    scopes: request.scopes ?? DEFAULT_SCOPES,
    currency: request.currency ?? 'USD',
    utcOffset: request.utcOffset ?? '-05:00',
    plan: request.plan ?? 'standard',
    ...large,
    webhookApiVersion: request.webhookApiVersion ?? '2026-10',
    tokenLifetimeSeconds: request.tokenLifetimeSeconds ?? 86_399,
    locations: request.locations.map(({ name }) => ({ id: newId(kernel, large, 'Location'), name })),
    products: [],
    orders: [],
    adjustmentGroups: [],
    subscriptions: configured(kernel, large, request.webhookUrl),
    pendingGateways: [],
    foreignRefunds: {},
    ignoreIdempotencyKeys: false,
    wrongSecret: { times: 0, secret: 'someone-else' },
  };
  kernel.state.shops[shop.domain] = shop;
  if (request.accessToken !== undefined) {
    kernel.state.tokens[request.accessToken] = { domain: shop.domain, expiresAt: null };
  }
  return shop;
}

function configured(
  kernel: Kernel<ShopifyState>,
  large: { largeIds: boolean },
  url: string | undefined,
): Subscription[] {
  if (url === undefined) return [];
  const at = kernel.clock.now().toISOString();
  return TOPICS.map((topic) => ({
    id: newId(kernel, large, 'WebhookSubscription'),
    topic,
    url,
    createdAt: at,
    updatedAt: at,
    name: null,
    includeFields: [],
    fromConfiguration: true,
  }));
}
