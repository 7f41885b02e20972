import type { LoopReturn, OutOfStockResolution } from './returns/loop-return.js';

/** The whole Loop of one simulator: several shops. Money in integer minor units of the shop's currency. */
export interface LoopState {
  shops: LoopShop[];
  returns: LoopReturn[];
  /** Loop's own order id by Shopify order id. */
  orderIds: Record<string, string>;
}

export type Scope = 'returns' | 'orders' | 'carts' | 'developer_tools' | 'destinations:read' | 'destinations:write';

export interface LoopShop {
  /** Short name, e.g. `northfold`. */
  shop: string;
  shopId: number;
  keys: { key: string; scopes: Scope[] }[];
  /** Domain of the paired Shopify shop. */
  shopDomain: string;
  currency: string;
  webhookSecret: string;
  subscriptions: Subscription[];
  allowFlaggedProcessing: boolean;
  processingDelayMs: number;
  restockType: RestockType;
  /** When Loop processes by itself; `manual` = only when told to. */
  processOn: LabelStatus | 'immediate' | 'manual';
  /** `shopify`: Loop restocks there; `webhook`: it asks with `restock.requested` and books no stock. */
  restockTarget: 'shopify' | 'webhook';
  /** `separate`: an exchange order of its own; `native`: items are added to the original order. */
  exchangeMode: 'separate' | 'native';
  /** Separate exchange orders are discounted by the return credit. */
  loopDiscount: boolean;
  /** Of the names of exchange orders. */
  exchangePrefix: string;
  /** Tag of exchange orders; null = the original order's number. */
  exchangeTag: string | null;
  storeCreditKind: 'gift-card-api' | 'gift-card-order' | 'third-party';
  /** What happens at processing when an exchange item is out of stock. */
  outOfStockResolution: 'review' | OutOfStockResolution;
  /** A new return that meets one of these goes to `review` at once. */
  reviewRules: ReviewRule[];
  destinations: Destination[];
  handlingFee: number;
  /** Milliseconds after submission at which the carrier reports each status. */
  labelSchedule: Partial<Record<LabelStatus, number>>;
  callsPerMinute: number;
  /** Each entry fails one background processing, with that message. */
  failures: (string | null)[];
  quirks: LoopQuirks;
}

export type RestockType = 'return' | 'no_restock';

/** Values of EasyPost, as Loop passes them on. */
export type LabelStatus = 'new' | 'pre_transit' | 'in_transit' | 'out_for_delivery' | 'delivered' | 'failure' | 'error';

/** What public material leaves open (loop.md §9). */
export interface LoopQuirks {
  /** Triggers sent when a return closes. */
  closing: 'both' | 'closed' | 'updated';
  details: 'array' | 'object';
  notes: 'array' | 'envelope';
  nextPageKeepsParams: boolean;
  lateScanReopens: boolean;
  /** What `exchange_order_id` says under native exchanges. */
  nativeExchangeOrder: 'original' | 'null';
}

/** A workflow of the merchant; all that is given must be met. */
export interface ReviewRule {
  /** A line has this reason. */
  reason?: string;
  /** The return is worth more, in minor units. */
  totalAbove?: number;
}

/** Where returns are sent. */
export interface Destination {
  id: number;
  type: 'warehouse' | 'donate';
  name: string;
  enabled: boolean;
  providerLocationId: string | null;
  address: Record<'address1' | 'address2' | 'city' | 'state' | 'zip' | 'country' | 'country_code', string>;
}

export interface Subscription {
  id: number;
  topic: string;
  trigger: string;
  url: string;
  status: 'active' | 'inactive';
  /** Set up by the side door rather than by the API. */
  fromConfiguration: boolean;
}

export const emptyLoopState = (): LoopState => ({ shops: [], returns: [], orderIds: {} });
