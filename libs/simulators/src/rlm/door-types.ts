import type { NewRlmOrder } from './add-order.js';
import type { NewCompany } from './masters/add-company.js';
import type { NewItem } from './masters/add-item.js';
import type { OrderEdit } from './orders/edit.js';
import type { CompanySettings } from './state.js';
import type { WorklistRow } from './receipts/entities.js';
import type { Row } from './views/rows.js';

/**
 * The test-only side door of the RLM simulator. The first argument is always the company number.
 * Rows come out as they would on the vendor's wire.
 */
export interface RlmDoor {
  /** Adds the company with its seed; answers its warehouses. */
  addCompany(company: NewCompany): Row[];
  configure(company: number, settings: Partial<CompanySettings>): CompanySettings;
  /** Receipts that were held for it go on. */
  addItem(company: number, item: NewItem): Row;
  /** Sets maps that a merchant would maintain: Shopify location, 3PL building, damages warehouse. */
  setWarehouse(
    company: number,
    warehouse: number,
    change: { shopify_location_id?: string; threepl_code?: string; second_quality_warehouse?: number | null },
  ): Row;
  /** One row per division. */
  addOrder(company: number, order: NewRlmOrder): Row[];
  /** A late ship confirm: ships all that is open. */
  ship(company: number, orderNumber: number): Row;
  /** What a person types into RLM's screens where no API has it; bodies as over REST. */
  typeRa(company: number, ra: Record<string, unknown>): Row[];
  typeTransmission(company: number, raNumber: number): Row;
  typeReceipt(company: number, receipt: Record<string, unknown>): Row;
  typeRefund(company: number, refund: Record<string, unknown>): Record<string, unknown>;
  /** What a person adds to an order on RLM's screen. */
  editOrder(company: number, orderNumber: number, edit: OrderEdit): Row;
  /** Throws when something of it was shipped. */
  cancelOrder(company: number, orderNumber: number): Row;
  orders(company: number): Row[];
  /** Invoices of shipped orders. */
  invoices(company: number): Row[];
  ras(company: number): Row[];
  receipts(company: number): Row[];
  credits(company: number): Row[];
  worklist(company: number): WorklistRow[];
  /** A count or a sale elsewhere: moves stock of a warehouse, signed. Gives what is on hand then. */
  adjust(company: number, warehouse: number, sku: string, quantity: number): number;
  /** On hand. */
  balance(company: number, warehouse: number, sku: string): number;
  /** Throws with all that is broken. */
  assertInvariants(company: number): void;
  /** As `assertInvariants`, and every RA must be closed, cancelled or on a worklist. */
  assertSettled(company: number): void;
}
