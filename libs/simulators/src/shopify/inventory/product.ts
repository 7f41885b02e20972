/** A product with its one variant and the stock of its inventory item. */
export interface Product {
  productId: string;
  variantId: string;
  inventoryItemId: string;
  sku: string;
  barcode: string;
  title: string;
  price: number;
  tracked: boolean;
  /** By location id; a location without an entry does not stock the item. */
  levels: Record<string, Level>;
}

/** Stock states that are stored; `on_hand` is derived from them. */
export type StockState =
  'available' | 'committed' | 'incoming' | 'reserved' | 'damaged' | 'quality_control' | 'safety_stock';

export interface Level {
  quantities: Record<StockState, number>;
  updatedAt: string;
}

/** One inventory mutation and what it changed. */
export interface AdjustmentGroup {
  id: string;
  createdAt: string;
  reason: string;
  referenceDocumentUri: string | null;
  changes: {
    name: string;
    delta: number;
    inventoryItemId: string;
    locationId: string;
    ledgerDocumentUri: string | null;
  }[];
}
