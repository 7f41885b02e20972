import type { MiscCharge } from '../orders/entities.js';
import type { Quality } from '../receipts/entities.js';

export const restockTypes = ['RETURN', 'CANCEL', 'NO_RESTOCK', 'LEGACY_RESTOCK'] as const;
export type RestockType = (typeof restockTypes)[number];

export interface RefundLine {
  external_line_id: string;
  quantity: number;
  restock_type: RestockType;
  location_id: string | null;
  /** Minor units. */
  subtotal: number;
  tax: number;
}

/** A Shopify refund handed to ShopifyImportRefunds. */
export interface Refund {
  refund_id: string;
  external_order_id: string;
  created_at: string;
  currency: string;
  money_refunded: number;
  freight: number;
  lines: RefundLine[];
}

export interface ImportedLine {
  external_line_id: string;
  result: 'CREATED' | 'SKIPPED' | 'ERROR';
  message: string | null;
}

export interface Restocked {
  sku: string;
  warehouse: number;
  quality: Quality;
  quantity: number;
}

export interface RefundImportResult {
  refund_id: string;
  result: 'CREATED' | 'SKIPPED' | 'ERROR';
  message: string | null;
  credit_number: number | null;
  credit_total: number | null;
  misc_charges: MiscCharge[];
  restocked: Restocked[];
  lines: ImportedLine[];
}

/** Kept once a credit was made: the refund id that must not be credited twice. */
export interface StoredRefundImport {
  refund_id: string;
  money_refunded: number;
  /** Every line was imported: then the credit's A/R is the money refunded. */
  whole: boolean;
  result: RefundImportResult;
}

export interface CreditLine {
  order_number: number;
  season: string;
  style: string;
  sku_number: number;
  sku: string;
  color: string;
  size: string;
  upc: string | null;
  units: number;
  unit_price: number;
}

/** Units and prices are positive: it is the document type that makes it a credit (§2.2). Amounts in minor units. */
export interface CreditInvoice {
  credit_number: number;
  credit_date: string;
  original_invoice_number: number;
  original_order_number: number;
  customer_po: string | null;
  discount: string;
  merchandise: number;
  sales_tax: number;
  freight_charge: number;
  currency: string;
  misc_charges: MiscCharge[];
  total: number;
  external_refund_id: string;
  lines: CreditLine[];
  updated_at: string;
}
