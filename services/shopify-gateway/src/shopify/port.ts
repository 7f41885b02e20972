import type { ExchangeContent } from '../exchange-order/content.js';
import type { Appearance } from '../exchange-order/recognition/appearance.js';
import type { Original } from '../exchange-order/recognition/evidence.js';
import type { OrderSnapshot } from '../shopify-order/order-snapshot.js';

/** A row of the list of changed orders, as far as the sweep needs it. */
export interface ChangedOrder {
  readonly orderId: string;
  readonly updatedAt: Date;
  readonly hasReturnsOrRefunds: boolean;
  readonly appearance: Appearance;
}

/** One SKU at one location. */
export interface StockPlace {
  readonly sku: string;
  /** Digits of the location's id. */
  readonly locationId: string;
}

/** What the shop shows at that place; `available` is null when the item is not stocked there. */
export type StockReading = { known: true; available: number | null } | NotKnown;

/** Why an item cannot be told; `sold`: false when the shop simply has none of that SKU. */
export interface NotKnown {
  readonly known: false;
  readonly sold: boolean;
  readonly reason: string;
}

/** An absolute figure to write. */
export interface StockWrite extends StockPlace {
  readonly available: number;
  /** The figure that it replaces, as just read: the shop refuses when it has moved since. */
  readonly changeFrom: number | null;
  /** Where the figure comes from, as a URI: shown in the shop's stock history. */
  readonly document: string;
  /** The same key with the same figures is executed once (for 24 hours). */
  readonly idempotencyKey: string;
}

/** `moved`: surely not written under this key; read again, and write under a new one. */
export type StockAnswer = { outcome: 'written' } | { outcome: 'moved' } | { outcome: 'refused'; reason: string };

/** Our app in the shop: what it may do, and where its webhooks go. Only `subscribe` changes something. */
export interface InstalledApp {
  /** Handles of what was granted: `read_orders`. */
  scopes(signal?: AbortSignal): Promise<string[]>;
  /** Of these topics, those that no subscription over the API sends to this address. */
  unsubscribed(topics: readonly string[], uri: string, signal?: AbortSignal): Promise<string[]>;
  /** Subscribes this address to the topic. Nothing happens when the app's configuration has done that already. */
  subscribe(topic: string, uri: string, signal?: AbortSignal): Promise<void>;
  /** The API version that answered last; null before the first answer. */
  readonly servedVersion: string | null;
}

/** Everything that we ask of a shop. One per merchant. */
export interface ShopifyPort {
  readonly app: InstalledApp;
  /** The order as it is now, with shipments and refunds. Null when the shop shows no such order. */
  readOrder(orderId: string, signal?: AbortSignal): Promise<OrderSnapshot | null>;
  /** Every order that changed since then (and before `until`), page by page, earliest change first. */
  changedOrders(
    since: Date,
    options: { until?: Date; signal?: AbortSignal | undefined },
  ): AsyncIterable<readonly ChangedOrder[]>;
  /** The whole order as a separate exchange order, and what it shows of itself. Null when the shop shows no such order. */
  readSeparateExchange(orderId: string): Promise<{ content: ExchangeContent; appearance: Appearance } | null>;
  /** What returns on the order have added to it; null when nothing. */
  readNativeExchange(orderId: string): Promise<ExchangeContent | null>;
  /** What the shop finds under these names; its search is loose, so the names have to be compared. */
  ordersNamed(names: readonly string[]): Promise<Original[]>;
  /** Those of these orders that the shop shows. */
  ordersWithIds(orderIds: readonly string[]): Promise<Original[]>;
  readStock(place: StockPlace, signal?: AbortSignal): Promise<StockReading>;
  writeStock(write: StockWrite, signal?: AbortSignal): Promise<StockAnswer>;
}
