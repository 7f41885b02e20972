import type { LoopReturn } from './returns/loop-return.js';

/** The whole Loop of one simulator: several shops. Money in integer minor units of the shop's currency. */
export interface LoopState {
  shops: LoopShop[];
  returns: LoopReturn[];
  /** Loop's own order id by Shopify order id. */
  orderIds: Record<string, string>;
}

export type Scope = 'returns' | 'orders' | 'carts' | 'developer_tools';

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
