import type { RmaPolicy } from './policy.js';

/** RMA reason and receiving warehouse of a unit, by their codes; null while no mapping names one. */
export interface UnitCodes {
  readonly reason: string | null;
  readonly warehouse: string | null;
  /** The item under the codes that the ERP has for it; absent: those of the shop. */
  readonly sku?: string | null;
  readonly barcode?: string | null;
}

/** A value of a return for which a mapping table has no entry. */
export interface UnmappedValue {
  readonly table: string;
  readonly key: string;
}

/** Codes of units by their ids; a unit that is not named has the store's defaults. */
export interface Codes {
  readonly byUnit: Readonly<Record<string, UnitCodes>>;
  readonly unmapped: readonly UnmappedValue[];
}

/** Every unit has the store's one reason and warehouse. */
export const defaultCodes: Codes = { byUnit: {}, unmapped: [] };

export const codesOf = (unitId: string, { byUnit }: Codes, { reason, warehouse }: RmaPolicy): UnitCodes =>
  byUnit[unitId] ?? { reason, warehouse };

/** One task per value. */
export const mapTaskId = ({ table, key }: UnmappedValue): string => `map-value-${table}-${key}`;
