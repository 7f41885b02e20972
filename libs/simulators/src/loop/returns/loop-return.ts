import type { Presentment } from '../../shopify/index.js';
import type { LabelStatus, RestockType } from '../state.js';

export type ReturnState = 'open' | 'closed' | 'cancelled' | 'expired' | 'review';

/** A return as Loop keeps it. Money in minor units, ids as text, times ISO. */
export interface LoopReturn {
  id: string;
  shop: string;
  state: ReturnState;
  outcome: Outcome;
  createdAt: string;
  updatedAt: string;
  /** When a person in the admin last changed it; null = never. */
  editedAt: string | null;
  closedAt: string | null;
  /** Loop's own id of the order. */
  orderId: string;
  orderName: string;
  /** Shopify's id of the order. */
  providerOrderId: string;
  /** The order number that customers see. */
  providerOrderNumber: number;
  customer: { email: string; firstName: string; lastName: string };
  /** Of the shop, and of all amounts here. */
  currency: string;
  /** What the shopper paid the order in, when that is another currency. */
  presentment: Presentment | null;
  /** Recipient of a gift who sends it back; the value becomes store credit of theirs. */
  gift: Recipient | null;
  /** The exchange order was made at submission. */
  instant: boolean;
  handlingFee: number;
  /** How much of what is not spent on exchange items becomes store credit instead of a refund. */
  storeCredit: number | 'all';
  lines: LoopLine[];
  exchanges: LoopExchange[];
  label: Label | null;
  refunds: LoopRefund[];
  giftCards: LoopGiftCard[];
  restockType: RestockType;
  /** Goods are booked on the original order: from here on the return is read-only. */
  booked: boolean;
  /** How often an exchange order was tried, so that each try has a key of its own. */
  exchangeTries: number;
  /** Key of the return in Shopify, with native exchanges; null when there is none. */
  shopifyReturnKey: string | null;
  /** Who asked for the processing that is queued or ran last. */
  processedBy: 'api' | 'admin' | null;
  /** True from the queued process call until the background work has ended. */
  queued: boolean;
  statusPageId: string;
  notes: Note[];
  /** Free-form JSON of the process call. */
  additionalDetails: unknown;
}

/** As Loop publishes it; a refund beside a store credit is not on its list, but can be had. */
export type Outcome =
  'refund' | 'exchange' | 'upsell' | 'credit' | 'exchange+refund' | 'exchange+credit' | 'credit+refund';

export interface Recipient {
  email: string;
  firstName: string;
  lastName: string;
}

/** One unit; a line of two units is two of these. */
export interface LoopLine {
  lineItemId: string;
  providerLineItemId: string;
  productId: string;
  variantId: string;
  inventoryItemId: string;
  sku: string;
  barcode: string;
  title: string;
  locationId: string;
  /** Which of the order line's units it is, from 0. */
  unit: number;
  price: number;
  discount: number;
  tax: number;
  returnedAt: string;
  reason: string;
  parentReason: string;
  comment: string | null;
  /** `keep`: the shopper keeps it. `reject`: a person gave nothing for it. The words are ours; Loop's list is not public. */
  outcome: 'default' | 'keep' | 'reject';
  condition: Condition | null;
  disposition: Disposition | null;
}

/** One new unit that goes out. */
export interface LoopExchange {
  exchangeId: string;
  productId: string;
  variantId: string;
  sku: string;
  title: string;
  price: number;
  discount: number;
  tax: number;
  taxRate: number;
  /** Shopify's order that brings it; null until it is created. */
  orderId: string | null;
  orderName: string | null;
  /** True when its creation failed for want of stock. */
  outOfStock: boolean;
  /** What was given instead; null = nothing, it is still owed. */
  outOfStockResolution: OutOfStockResolution | null;
}

export type OutOfStockResolution = 'refund' | 'credit';

/** Grading of one unit; the category is text, or an object from version 2026-10 on. */
export interface Condition {
  description: string;
  category: unknown;
  returnProcessor: string | null;
  note: string | null;
  images: string[];
  inspectedAt: string;
}

export interface Disposition {
  outcome: string;
  returnProcessor: string | null;
  note: string | null;
  inspectedAt: string;
}

export interface Label {
  carrier: string;
  trackingNumber: string;
  status: LabelStatus;
  updatedAt: string;
  url: string;
  rate: number;
  shipmentId: string;
}

export interface LoopRefund {
  gateway: string;
  amount: number;
  currency: string;
  providerRefundId: string;
}

/** Store credit as it was given. */
export interface LoopGiftCard {
  amount: number;
  /** Shopify's gift card; null when another provider gives it, or a gift-card order does. */
  giftCardId: string | null;
  /** Shopify's order, for the deprecated gift-card orders. */
  orderId: string | null;
  orderName: string | null;
}

export interface Note {
  id: number;
  content: string;
  createdAt: string;
}
