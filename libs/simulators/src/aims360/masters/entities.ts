export interface Customer {
  customerID: string;
  customerAccount: string;
  customerName: string;
  termID: string | null;
  shipviaID: string | null;
  isActive: boolean;
  /** Running balance, minor units: moved by each posting, and checked against their sum. */
  balance: number;
  lastModifiedOn: string;
}

export const warehouseTypes = ['Regular', 'Seconds', 'Damage', '3PL'] as const;
export type WarehouseType = (typeof warehouseTypes)[number];

export interface Warehouse {
  warehouseID: string;
  warehouseCode: string;
  warehouseName: string;
  state: string;
  warehouseType: WarehouseType;
  isActive: boolean;
  lastModifiedOn: string;
}

/** Every code list has the shape that the currencies have in public: id, code, name, enabled. */
export interface Code {
  id: string;
  code: string;
  name: string;
  enabled: boolean;
}

export const codeListNames = [
  'returnAuthorizations',
  'debitAdjustments',
  'creditAdjustments',
  'terms',
  'shipvias',
  'discountReasons',
] as const;
export type CodeListName = (typeof codeListNames)[number];
export type CodeLists = Record<CodeListName, Code[]> & { currencies: (Code & { symbol: string })[] };

export interface StyleColorSize {
  sizeID: string;
  sizeName: string;
  upc: string | null;
  sku: string | null;
}

/** AIMS360's item: a style in a colour, with its sizes. The key of a SKU is (style, colour, size) or the UPC. */
export interface StyleColor {
  styleColorID: string;
  styleID: string;
  style: string;
  color: string;
  description: string;
  colorDescription: string;
  bodyCode: string;
  brandName: string;
  wholesalePrice: number;
  retailPrice: number;
  sizes: StyleColorSize[];
  lastModifiedOn: string;
}

export interface OrderSize {
  sizeName: string;
  upc: string | null;
  orderQuantity: number;
  shippedQuantity: number;
  cancelledQuantity: number;
  invoicedQuantity: number;
}

export interface OrderLine {
  orderLineID: string;
  styleColorID: string;
  warehouseID: string;
  /** Unit price before `discountPercentage`, minor units. */
  price: number;
  /** 0–100. AIMS360 knows discounts as percentages only (contracts/aims360.md §3.1). */
  discountPercentage: number;
  lineNote: string | null;
  /** The line of the web shop that it stands for. */
  thirdPartyLineID: string | null;
  sizes: OrderSize[];
}

export type OrderStatus = 'Open' | 'Hold' | 'Completed' | 'Cancelled';

export interface SalesOrder {
  orderID: string;
  order: string;
  customerAccount: string;
  customerID: string;
  thirdPartyOrderID: string | null;
  customerPurchaseOrder: string | null;
  status: OrderStatus;
  /** The first invoice. */
  invoice: string | null;
  termID: string | null;
  shipviaID: string | null;
  email: string | null;
  note1: string | null;
  notes: string | null;
  entered: string;
  currencyCode: string;
  /** Off the whole order, 0–100. */
  discountPercentage: number;
  tax: number;
  freight: number;
  /** Paid by the shopper and not yet booked against an invoice, minor units. */
  prepaid: number;
  lines: OrderLine[];
  revision: number;
  lastModifiedOn: string;
}
