/** contracts/rlm-and-3pl.md §4.1. */
export type ReturnOrderStatus = 'AWAITING_ARRIVAL' | 'ARRIVED' | 'PROCESSING' | 'COMPLETED' | 'CANCELLED';

export const requestedDispositions = ['DEFAULT', 'RESTOCK', 'QUARANTINE', 'DISPOSE'] as const;
export type RequestedDisposition = (typeof requestedDispositions)[number];

export interface ReturnOrderLine {
  line_no: number;
  sku: string;
  upc: string | null;
  style: string | null;
  color: string | null;
  size: string | null;
  dimension: string | null;
  qty_expected: number;
  reason_code: string | null;
  requested_disposition: RequestedDisposition;
}

/** What a client asks for: the return to expect. */
export interface ReturnOrderRequest {
  client_code: string;
  warehouse_code: string;
  ra_number: string;
  external_rma_id: string | null;
  order_number: string | null;
  carrier: string | null;
  tracking_numbers: string[];
  expected_date: string | null;
  customer: { name: string | null; zip: string | null; country: string | null };
  accept_unexpected: boolean;
  lines: ReturnOrderLine[];
}

export interface ReturnOrder extends ReturnOrderRequest {
  id: string;
  status: ReturnOrderStatus;
  status_history: { status: ReturnOrderStatus; at: string }[];
  created_at: string;
  updated_at: string;
}

export type Condition = 'GOOD' | 'DAMAGED' | 'DEFECTIVE' | 'WORN' | 'MISSING_PARTS';
export type Disposition = 'RESTOCK' | 'SECONDS' | 'QUARANTINE' | 'HOLD' | 'DISPOSE';
export type ExceptionCode =
  'DAMAGED' | 'SHORT' | 'OVER' | 'QUALITY' | 'WRONG_ITEM' | 'REJECTED' | 'HOLD' | 'SCRAPPED' | 'UNEXPECTED';

/** One line per SKU and condition; `line_no` null = not on the return order. */
export interface ReceiptLine {
  line_no: number | null;
  sku: string;
  upc: string | null;
  quantity: number;
  condition: Condition;
  disposition: Disposition;
  exception_code: ExceptionCode | null;
  note: string | null;
  photo_urls: string[];
}

/** What the warehouse saw. `ra_number` null = a blind receipt, which carries what stood on the parcel instead. */
export interface Receipt {
  receipt_id: string;
  client_code: string;
  return_order_id: string | null;
  ra_number: string | null;
  warehouse_code: string;
  received_at: string;
  revision: number;
  final: boolean;
  tracking_number: string | null;
  order_number: string | null;
  lines: ReceiptLine[];
  updated_at: string;
}

/** As whose API a client sees the warehouse (contracts/rlm-and-3pl.md §4.2, §4.3). */
export type WarehouseKind = 'rest' | 'shipbob' | 'shiphero';

/** An order that a ShipHero account has: it takes no return without one. */
export interface KnownOrder {
  client_code: string;
  order_number: string;
  skus: string[];
}

export interface Client {
  client_code: string;
  apiKey: string;
  webhookUrl: string | null;
  webhookSecret: string;
  warehouses: string[];
  callsPerMinute: number;
  kind: WarehouseKind;
}
