/** A return on an order, as Shopify keeps it: what comes back, and what goes out for it (a native exchange). */
export interface OrderReturn {
  id: string;
  /** `#20418-R1` */
  name: string;
  status: ReturnStatus;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  /** The creating app's own reference: asked again, the same return is answered. */
  key: string;
  /** `returnLineItems`. */
  lines: ReturnLine[];
  /** `exchangeLineItems`. */
  exchangeLines: ExchangeLine[];
  /** Refunds that came out of it. */
  refundIds: string[];
}

export type ReturnStatus = 'REQUESTED' | 'OPEN' | 'CLOSED' | 'DECLINED' | 'CANCELED';

export interface ReturnLine {
  id: string;
  /** Order line. */
  lineItemId: string;
  /** The shipment that it comes back from; null when it never shipped. */
  fulfillmentLineItemId: string | null;
  quantity: number;
  processedQuantity: number;
  /** E.g. `SIZE_TOO_SMALL`, `OTHER`. */
  reason: string;
  /** The shopper's words, at most 255 characters. */
  reasonNote: string;
}

export interface ExchangeLine {
  id: string;
  variantId: string;
  sku: string;
  title: string;
  quantity: number;
  processedQuantity: number;
  /** Minor units, of one. */
  unitPrice: number;
  /** The order lines that processing has added; empty before. */
  lineItemIds: string[];
}
