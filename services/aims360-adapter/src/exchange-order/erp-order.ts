import type { Money } from '@backhaul/money';

/** Something that keeps a staged order from being imported, as the ERP says it (contracts/aims360.md §6). */
export interface StagingIssue {
  /** Open list: `MissingShipVia`, `MissingTerm`, `UnknownUpc`, `UnmappedCustomer`, `DuplicateOrder`, `DiscountNotRepresentable`. */
  readonly code: string;
  readonly message: string;
}

/** An order of the shop that the ERP has read and not necessarily imported yet. Times are ISO 8601, UTC. */
export interface StagedOrder {
  readonly webOrderId: string;
  /** Id of the order in the shop. */
  readonly shopOrderId: string;
  readonly orderName: string;
  readonly status: 'pending' | 'imported' | 'rejected';
  readonly issues: readonly StagingIssue[];
  /** Number of the ERP's order; null until it is imported. */
  readonly orderNumber: string | null;
  readonly updatedAt: string;
}

/** A sales order as the ERP holds it. */
export interface ErpOrder {
  readonly orderNumber: string;
  /** Codes; null when the order has none. */
  readonly shippingType: string | null;
  readonly paymentType: string | null;
  /** What the order comes to; null when the ERP does not show it. */
  readonly total: Money | null;
  /** Numbers of its invoices, oldest first. */
  readonly invoices: readonly string[];
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}
