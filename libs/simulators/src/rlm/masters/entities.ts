export interface Division {
  number: number;
  name: string;
}

export interface Customer {
  account: string;
  stores: { number: number; name: string }[];
}

export type WarehouseQuality = 'FIRST' | 'SECOND';

export interface Warehouse {
  number: number;
  name: string;
  quality: WarehouseQuality;
  /** The damages warehouse assigned to this one. */
  second_quality_warehouse: number | null;
  shopify_location_id: string | null;
  /** The 3PL's code of this building. */
  threepl_code: string | null;
  updated_at: string;
}

/** A SKU: style + colour + size (+ length). `sku` is what the 3PL and the shop call it. */
export interface Item {
  division: number;
  season_code: string;
  season_year: string;
  internal_sku_number: number;
  style: string;
  fabric: string | null;
  length: string | null;
  color: string;
  size: string;
  sku_color: string;
  sku: string;
  upc: string | null;
  description: string;
  updated_at: string;
}
