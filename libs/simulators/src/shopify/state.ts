import type { GiftCard } from './gift-cards/gift-card.js';
import type { BulkOperation } from './bulk/bulk-operation.js';
import type { Order } from './orders/order.js';
import type { AdjustmentGroup, Product } from './inventory/product.js';

/** The whole Shopify of one simulator: several shops. Money everywhere in integer minor units of the shop's currency. */
export interface ShopifyState {
  shops: Record<string, Shop>;
  tokens: Record<string, AccessToken>;
  /** By shop and `@idempotent` key. */
  idempotency: Record<string, IdempotentRun>;
}

export interface Shop {
  id: string;
  domain: string;
  clientId: string;
  clientSecret: string;
  /** What webhooks are signed with; the client secret unless the app has another. */
  signingSecret: string;
  scopes: string[];
  currency: string;
  /** Offset of webhook timestamps, e.g. `-05:00`. */
  utcOffset: string;
  plan: Plan;
  largeIds: boolean;
  webhookApiVersion: string;
  tokenLifetimeSeconds: number;
  locations: Location[];
  products: Product[];
  orders: Order[];
  /** Customer id by lower-case e-mail address. */
  customers: Record<string, string>;
  adjustmentGroups: AdjustmentGroup[];
  subscriptions: Subscription[];
  /** Refunds through these gateways stay PENDING until settled by the side door. */
  pendingGateways: string[];
  /** Results of refunds asked for by other apps, by their own key. */
  foreignRefunds: Record<string, string>;
  /** Exchange orders asked for by other apps, by their own key; null when nothing was in stock. */
  foreignOrders: Record<string, ForeignOrder>;
  giftCards: GiftCard[];
  bulkOperations: BulkOperation[];
  ignoreIdempotencyKeys: boolean;
  /** Signs the next `times` webhooks with another secret. */
  wrongSecret: { times: number; secret: string };
}

/** What an app's request for an exchange order came to. */
export interface ForeignOrder {
  orderId: string | null;
  /** The app's references of the items that could not be had. */
  outOfStock: string[];
}

export type Plan = 'standard' | 'advanced' | 'plus' | 'enterprise';

export interface Location {
  id: string;
  name: string;
}

export interface AccessToken {
  domain: string;
  /** Null for the token of a legacy custom app, which does not expire. */
  expiresAt: string | null;
}

export interface Subscription {
  id: string;
  topic: string;
  url: string;
  createdAt: string;
  updatedAt: string;
  name: string | null;
  includeFields: string[];
  /** Made in the app's configuration: listed nowhere and never deleted for failing. */
  fromConfiguration: boolean;
}

/** A mutation that ran under an idempotency key. */
export interface IdempotentRun {
  fingerprint: string;
  startedAt: string;
  outcome: 'running' | 'failed' | 'done';
  /** What a replay rebuilds its answer from: a refund id or an adjustment group id. */
  result: string | null;
}

export const emptyShopifyState = (): ShopifyState => ({ shops: {}, tokens: {}, idempotency: {} });
