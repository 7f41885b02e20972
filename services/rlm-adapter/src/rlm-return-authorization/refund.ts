import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';

/** A refund of the shop, as far as the import needs it. */
export type ShopRefund = EventData<'RefundRecorded'>;

/** A refund that the ERP took in: a credit invoice was made. */
export interface ImportedRefund {
  readonly kind: 'created';
  readonly creditNumber: string;
  readonly total: Money;
  readonly merchandise: Money;
  readonly tax: Money;
  readonly freight: Money;
  /** Misc. charges, signed. */
  readonly adjustment: Money;
  readonly movements: EventData<'InventoryRestocked'>['movements'];
  /** Lines that were left out, and why; empty when the whole refund was taken in. */
  readonly leftOut: readonly { readonly orderLineId: string; readonly reason: string }[];
}

/** Stock that is held back from the export: the shop restocked the SKU by this refund, and RLM has not. */
export interface Held {
  readonly sku: string;
  readonly refundId: string;
}

/** What the ERP answered to the import of one refund (contracts/rlm-and-3pl.md §6). */
export type ImportResult = ImportedRefund | { readonly kind: 'skipped'; readonly reason: string };
