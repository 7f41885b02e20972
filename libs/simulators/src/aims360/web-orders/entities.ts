export interface WebOrderLine {
  thirdPartyLineID: string;
  upc: string | null;
  sku: string | null;
  quantity: number;
  /** Unit price before discount, minor units. */
  price: number;
  /** Off the whole line, minor units. */
  discount: number;
  /** It stands on the sales order. */
  imported: boolean;
}

/** A Shopify order as it is staged for import (contracts/aims360.md §6). Money in minor units. */
export interface WebOrder {
  webOrderID: string;
  shopDomain: string;
  thirdPartyOrderID: string;
  orderName: string;
  /** Came without shipping type and payment type, as the exchange orders of Loop do. */
  exchange: boolean;
  /** Called off in the shop. */
  cancelled: boolean;
  shipviaID: string | null;
  termID: string | null;
  tags: string[];
  email: string | null;
  note: string | null;
  lines: WebOrderLine[];
  /** Off the whole order, besides the discounts of its lines. */
  discount: number;
  tax: number;
  freight: number;
  /** What the shopper really paid for this order. */
  paid: number;
  orderID: string | null;
  stagedOn: string;
  lastModifiedOn: string;
}
