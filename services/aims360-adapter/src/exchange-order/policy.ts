/** What the store has decided about exchange orders; recorded with each of them. */
export interface ExchangePolicy {
  /** policy: imported by us. person: a task with the values; what is imported by hand is seen all the same. */
  readonly importOrders: 'policy' | 'person';
  /** So many of the store's exchange orders are approved by a person before the rest goes by itself (contracts/aims360.md §6). */
  readonly approveFirst: number;
  /** Shipping type (code) where the original order shows none; null: a person is asked. */
  readonly shippingType: string | null;
  /** Payment type (code) of exchange orders; null: a person is asked. */
  readonly paymentType: string | null;
  /** How long the ERP may take to read an order from the shop by itself before a person is asked; 0: a person always does it. */
  readonly stagingMinutes: number;
  /** How far the ERP's total may differ from that of the shop because discounts are percentages there, in minor units. */
  readonly toleranceMinor: number;
}
