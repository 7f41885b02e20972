import type { OrderSnapshot } from '../shopify-order/order-snapshot.js';

/** A row of the list of changed orders, as far as the sweep needs it. */
export interface ChangedOrder {
  readonly orderId: string;
  readonly updatedAt: Date;
  readonly hasRefunds: boolean;
}

/** One SKU at one location. */
export interface StockPlace {
  readonly sku: string;
  /** Digits of the location's id. */
  readonly locationId: string;
}

/** What the shop shows at that place; `available` is null when the item is not stocked there. */
export type StockReading = { known: true; available: number | null } | { known: false; reason: string };

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

/** Everything that we ask of a shop. One per merchant. */
export interface ShopifyPort {
  /** The order as it is now, with shipments and refunds. Null when the shop shows no such order. */
  readOrder(orderId: string, signal?: AbortSignal): Promise<OrderSnapshot | null>;
  /** Every order that changed since then, page by page, earliest change first. */
  changedOrders(since: Date, signal: AbortSignal): AsyncIterable<readonly ChangedOrder[]>;
  readStock(place: StockPlace, signal?: AbortSignal): Promise<StockReading>;
  writeStock(write: StockWrite, signal?: AbortSignal): Promise<StockAnswer>;
}
