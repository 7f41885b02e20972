import type { Balance, StockTxn } from './inventory/ledger.js';
import type { Customer, Division, Item, Warehouse } from './masters/entities.js';
import type { Order, Shipment } from './orders/entities.js';
import type { ReturnAuthorization } from './ra/entities.js';
import type { ReturnReceipt, WorklistRow } from './receipts/entities.js';
import type { CreditInvoice, StoredRefundImport } from './refunds/entities.js';

export interface CompanySettings {
  /** Off = the vendor's behaviour: no_restock posts seconds even when nothing came back (§6, known traps). */
  noRestockRequiresReceipt: boolean;
  callsPerMinute: number;
  /** Who calls the legacy SOAP services; the key is the company's. */
  soapUser: string;
}

/** One merchant's RLM company. */
export interface Company {
  readonly number: number;
  readonly currency: string;
  apiKey: string;
  settings: CompanySettings;
  divisions: Division[];
  warehouses: Warehouse[];
  customers: Customer[];
  items: Item[];
  orders: Order[];
  shipments: Shipment[];
  ras: ReturnAuthorization[];
  receipts: ReturnReceipt[];
  refundImports: StoredRefundImport[];
  credits: CreditInvoice[];
  txns: StockTxn[];
  balances: Record<string, Balance>;
  worklist: WorklistRow[];
  counters: Record<string, number>;
  /** Idempotency-Key → the request that used it and its answer. */
  answered: Record<string, { request: string; body: unknown }>;
}

/** The whole state: plain JSON, so that it can be kept in a file. */
export interface RlmState {
  companies: Record<string, Company>;
}

export const emptyRlmState = (): RlmState => ({ companies: {} });
