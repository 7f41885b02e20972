export interface Customer {
  customerID: string;
  customerAccount: string;
  customerName: string;
  termID: string | null;
  shipviaID: string | null;
  isActive: boolean;
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
  /** Net of discount, minor units. */
  price: number;
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
  invoice: string | null;
  termID: string | null;
  shipviaID: string | null;
  email: string | null;
  entered: string;
  currencyCode: string;
  merchandise: number;
  tax: number;
  freight: number;
  lines: OrderLine[];
  lastModifiedOn: string;
}
