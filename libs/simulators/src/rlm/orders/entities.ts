export interface MiscCharge {
  code: string;
  /** Signed, minor units: negative = offset. */
  amount: number;
  description: string;
}

export interface OrderLine {
  line_no: number;
  sku_number: number;
  sku: string;
  style: string;
  color: string;
  size: string;
  length: string | null;
  upc: string | null;
  /** Net of discount, minor units. */
  price: number;
  tax: number;
  quantity: number;
  warehouse: number;
  external_line_id: string | null;
  shipped_qty: number;
  returned_qty: number;
  warehouse_shipped: number | null;
}

/** An RLM order is of one division: a shop order with items of two divisions is two of them (§1.2). */
export interface Order {
  order_number: number;
  division: number;
  account: string;
  store: number;
  customer_po: string | null;
  order_date: string;
  start_date: string;
  cancel_date: string;
  warehouse: number;
  status: 'OPEN' | 'SHIPPED' | 'CANCELLED';
  invoice_number: number;
  /** Fraction with five decimals. */
  discount: string;
  tax_amount: number;
  shipping_amount: number;
  special01: string | null;
  special02: string | null;
  special03: string | null;
  special04: string | null;
  state: string | null;
  misc_charges: MiscCharge[];
  /** Money that the shopper paid for it, minor units. */
  payment: number;
  external_order_id: string | null;
  lines: OrderLine[];
  updated_at: string;
}

export interface Shipment {
  pick_ticket: number;
  order_number: number;
  packed_date: string;
  warehouse: number;
  routing: string;
  tracking: string;
  cartons: number;
  lines: {
    line_no: number;
    sku: string;
    style: string;
    color: string;
    size: string;
    upc: string | null;
    units: number;
    unit_price: number;
  }[];
  updated_at: string;
}
