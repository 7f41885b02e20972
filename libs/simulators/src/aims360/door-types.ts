import type { NewTenant } from './add-tenant.js';
import type { NewOrder } from './masters/add-order.js';
import type { NewStyleColor } from './masters/add-style-color.js';
import type { CodeListName } from './masters/entities.js';
import type { Row } from './odata/shape.js';
import type { Disposition } from './rma/entities.js';
import type { TenantSettings } from './state.js';

/** Ids of a merchant's master data by their codes: what a launcher puts into the adapter's configuration. */
export interface TenantMasters {
  accountCode: string;
  customerAccount: string;
  customerID: string;
  warehouses: Record<string, string>;
  codes: Record<CodeListName, Record<string, string>>;
}

/** What a person books in at the screen. Without `units`: all that is still outstanding, to stock. */
export interface OperatorReceipt {
  receiptReference?: string;
  received?: string;
  units?: { upc: string; quantity: number; disposition: Disposition }[];
}

/** A debit that a person enters and posts by hand. Amount in minor units. */
export interface OperatorDebit {
  creditMemo: string;
  amount: number;
  reasonCode: string;
  reference: string;
}

/**
 * The test-only side door of the AIMS360 simulator. The first argument is always the merchant's account code;
 * `rma` is an RMA number or the other system's return id. Rows come out as they would on the vendor's wire.
 */
export interface Aims360Door {
  addTenant(tenant: NewTenant): TenantMasters;
  masters(accountCode: string): TenantMasters;
  configure(accountCode: string, settings: Partial<TenantSettings>): TenantSettings;
  setSecrets(accountCode: string, primary: string, secondary: string | null): void;
  /** Every token given out so far stops working. */
  expireTokens(accountCode: string): void;
  addStyleColor(accountCode: string, styleColor: NewStyleColor): Row;
  addOrder(accountCode: string, order: NewOrder): Row;
  operatorReceive(accountCode: string, rma: string, receipt?: OperatorReceipt): Row;
  operatorConfirmCredit(accountCode: string, rma: string, creditMemoDate?: string): Row;
  operatorVoid(accountCode: string, rma: string): Row;
  operatorPostDebit(accountCode: string, debit: OperatorDebit): Row;
  rmas(accountCode: string): Row[];
  credits(accountCode: string): Row[];
  arTransactions(accountCode: string): Row[];
  /** On hand in a warehouse (by code) of the item with this UPC. */
  stock(accountCode: string, warehouse: string, upc: string): number;
  /** Throws with all that is broken. */
  assertInvariants(accountCode: string): void;
}
