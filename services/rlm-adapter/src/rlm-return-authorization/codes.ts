/** What the store's tables say of a unit. */
export interface UnitCodes {
  /** At most 6 characters; null: RLM gets the shopper's words alone. */
  readonly reasonCode: string | null;
  /** The item as RLM knows it; absent: as the shop does. */
  readonly item?: { readonly sku: string | null; readonly barcode: string | null };
}

/** A word for which a mapping table has no entry, and which the return waits for. */
export interface UnmappedValue {
  readonly table: string;
  readonly key: string;
}

/** Codes of a return; a unit that is not named has none. */
export interface RaCodes {
  readonly byUnit: Readonly<Record<string, UnitCodes>>;
  /** Number of the warehouse that the goods go back to; null: the store's. */
  readonly warehouse: number | null;
  readonly unmapped: readonly UnmappedValue[];
}

/** A store without tables. */
export const noCodes: RaCodes = { byUnit: {}, warehouse: null, unmapped: [] };
