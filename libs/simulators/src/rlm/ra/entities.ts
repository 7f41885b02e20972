export type RaStatus = 'OPEN' | 'TRANSMITTED' | 'PARTIALLY_RECEIVED' | 'RECEIVED' | 'EXPORTED' | 'CLOSED' | 'CANCELLED';

export interface RaLine {
  line_no: number;
  sku: string;
  style: string;
  color: string;
  size: string;
  length: string | null;
  upc: string | null;
  order_line_no: number;
  external_line_id: string | null;
  qty_authorized: number;
  qty_received_first: number;
  qty_received_second: number;
  /** Came, but will never be stock: disposed of or rejected. */
  qty_received_other: number;
  /** Units that a refund import has settled. */
  qty_refunded: number;
  reason_code: string | null;
  reason_text: string | null;
}

/** contracts/rlm-and-3pl.md §2.3. One RA per division and Loop return. */
export interface ReturnAuthorization {
  ra_number: number;
  company: number;
  division: number;
  external_rma_id: string;
  external_system: string;
  order_number: number;
  external_order_id: string | null;
  customer_po: string | null;
  account: string;
  store: number;
  warehouse: number;
  status: RaStatus;
  carrier: string | null;
  tracking_number: string | null;
  created_at: string;
  transmitted_at: string | null;
  received_at: string | null;
  exported_at: string | null;
  closed_at: string | null;
  updated_at: string;
  /** A final receipt has come: no more units are expected. */
  final: boolean;
  lines: RaLine[];
}

export const unitsReceived = (line: RaLine): number =>
  line.qty_received_first + line.qty_received_second + line.qty_received_other;

export const isEnded = (ra: ReturnAuthorization): boolean => ra.status === 'CLOSED' || ra.status === 'CANCELLED';

/** What the receipts say about an RA that has not ended and was not exported yet. */
export const statusAfterReceipt = (ra: ReturnAuthorization): RaStatus => {
  if (ra.final || ra.lines.every((line) => unitsReceived(line) >= line.qty_authorized)) return 'RECEIVED';
  if (ra.lines.some((line) => unitsReceived(line) > 0)) return 'PARTIALLY_RECEIVED';
  return ra.transmitted_at === null ? 'OPEN' : 'TRANSMITTED';
};
