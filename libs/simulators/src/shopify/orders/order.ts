import type { OrderReturn } from '../returns/order-return.js';

/** An order with everything that hangs on it. Money in minor units. */
export interface Order {
  id: string;
  /** The number customers see, e.g. 20418 for `#20418`. */
  number: number;
  name: string;
  email: string;
  customer: Customer;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  cancelledAt: string | null;
  /** `customer`, `inventory`, `fraud`, `declined` or `other`; null while it is not cancelled. */
  cancelReason: string | null;
  /** Of the shop, and of all amounts here. */
  currency: string;
  /** What the shopper saw and paid in, when that is another currency. */
  presentment: Presentment | null;
  sourceName: string;
  /** App that created it. */
  appId: string;
  tags: string[];
  note: string | null;
  attributes: { key: string; value: string }[];
  discountCode: string | null;
  /** All discounts together. */
  discount: number;
  /** Discount applications; lines refer to them by index. */
  discounts: OrderDiscount[];
  /** Created as paid, without any transaction (an exchange order): nothing is outstanding. */
  markedPaid: boolean;
  shipping: Shipping | null;
  lines: OrderLine[];
  fulfillments: Fulfillment[];
  refunds: Refund[];
  transactions: Transaction[];
  returns: OrderReturn[];
}

/** The shopper's currency, and how much of it one unit of the shop's currency was. */
export interface Presentment {
  currency: string;
  rate: number;
}

/** A discount application: a code that the shopper typed, or a manual one with a title. */
export type OrderDiscount =
  { kind: 'discount_code'; code: string; amount: number } | { kind: 'manual'; title: string; amount: number };

export interface Customer {
  id: string;
  firstName: string;
  lastName: string;
}

export interface Shipping {
  id: string;
  title: string;
  price: number;
}

export interface OrderLine {
  id: string;
  productId: string;
  variantId: string;
  inventoryItemId: string;
  sku: string;
  title: string;
  /** As ordered; never changes. */
  quantity: number;
  unitPrice: number;
  /** The line's share of all discounts. */
  discount: number;
  /** The share of each of the order's discounts, in their order; the sum is `discount`. */
  discountShares: number[];
  tax: number;
  taxRate: number;
  /** Where its stock is committed. */
  locationId: string;
  giftCard: boolean;
}

export interface Fulfillment {
  id: string;
  name: string;
  status: 'SUCCESS' | 'CANCELLED';
  createdAt: string;
  locationId: string;
  trackingNumber: string;
  lines: { id: string; lineItemId: string; quantity: number }[];
}

export type RestockType = 'NO_RESTOCK' | 'CANCEL' | 'RETURN' | 'LEGACY_RESTOCK';

export interface Refund {
  id: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  note: string;
  /** The return that it came out of. */
  returnId: string | null;
  lines: RefundLine[];
  shipping: { id: string; amount: number } | null;
  /** Id of the order adjustment, for when the money differs from the goods. */
  adjustmentId: string;
}

export interface RefundLine {
  id: string;
  lineItemId: string;
  quantity: number;
  restockType: RestockType;
  locationId: string | null;
  subtotal: number;
  tax: number;
}

export interface Transaction {
  id: string;
  kind: 'SALE' | 'REFUND';
  status: 'SUCCESS' | 'PENDING' | 'FAILURE';
  gateway: string;
  amount: number;
  parentId: string | null;
  refundId: string | null;
  createdAt: string;
  processedAt: string | null;
}
