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
  currency: string;
  sourceName: string;
  tags: string[];
  note: string | null;
  attributes: { key: string; value: string }[];
  discountCode: string | null;
  discount: number;
  shipping: Shipping | null;
  lines: OrderLine[];
  fulfillments: Fulfillment[];
  refunds: Refund[];
  transactions: Transaction[];
}

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
  /** The line's share of the order's discount. */
  discount: number;
  tax: number;
  taxRate: number;
  /** Where its stock is committed. */
  locationId: string;
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
