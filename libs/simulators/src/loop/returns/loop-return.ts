import type { LabelStatus, RestockType } from '../state.js';

export type ReturnState = 'open' | 'closed' | 'cancelled' | 'expired' | 'review';

/** A return as Loop keeps it. Money in minor units, ids as text, times ISO. */
export interface LoopReturn {
  id: string;
  shop: string;
  state: ReturnState;
  /** Exchanges, upsells and store credit come with a later issue. */
  outcome: 'refund';
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  /** Loop's own id of the order. */
  orderId: string;
  orderName: string;
  /** Shopify's id of the order. */
  providerOrderId: string;
  /** The order number that customers see. */
  providerOrderNumber: number;
  customer: { email: string; firstName: string; lastName: string };
  currency: string;
  handlingFee: number;
  lines: LoopLine[];
  label: Label | null;
  refunds: LoopRefund[];
  restockType: RestockType;
  /** True from the queued process call until the background work has ended. */
  queued: boolean;
  statusPageId: string;
  notes: Note[];
  /** Free-form JSON of the process call. */
  additionalDetails: unknown;
}

/** One unit; a line of two units is two of these. */
export interface LoopLine {
  lineItemId: string;
  providerLineItemId: string;
  productId: string;
  variantId: string;
  sku: string;
  barcode: string;
  title: string;
  locationId: string;
  price: number;
  discount: number;
  tax: number;
  returnedAt: string;
  reason: string;
  parentReason: string;
  comment: string | null;
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

export interface Note {
  id: number;
  content: string;
  createdAt: string;
}
