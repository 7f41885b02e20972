import type { Recipient } from './loop-return.js';

/** A shopper's return. Money in minor units of the shop's currency. */
export interface ReturnRequest {
  shop: string;
  /** `#20418`; or `orderId`. */
  orderName?: string;
  /** Shopify's id. */
  orderId?: string;
  units: UnitRequest[];
  /** What the shopper wants instead. */
  exchangeFor?: ExchangeRequest[];
  /** What is not spent on exchange items becomes store credit: all of it, or so much. Default: a refund. */
  storeCredit?: boolean | number;
  /** Makes the exchange order at once, before anything is sent back. */
  instant?: boolean;
  /** Someone sends a gift back: the value becomes store credit of theirs, and the buyer is not told. */
  gift?: boolean | Recipient;
  /** Default: the shop's. */
  handlingFee?: number;
  /** Puts it in `review` at once, as a workflow of the merchant would. */
  review?: boolean;
  /** Without a label the return shows `N/A` and never moves. Default true, but for a return of which all is kept. */
  label?: boolean;
}

/** One unit, by Shopify line id or SKU. Two units of a line are two entries. */
export interface UnitRequest {
  providerLineItemId?: string;
  sku?: string;
  reason?: string;
  parentReason?: string;
  comment?: string;
  /** The shopper keeps the item and gets its value all the same. */
  keep?: boolean;
}

/** New units for what comes back, at the shop's price unless said otherwise. */
export interface ExchangeRequest {
  sku: string;
  /** Default 1. */
  quantity?: number;
  /** Of one unit, minor units. */
  price?: number;
  /** Off one unit, minor units; e.g. the discount of the original order that Loop honours. */
  discount?: number;
}
