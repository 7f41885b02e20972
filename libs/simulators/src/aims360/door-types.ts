import type { NewTenant } from './add-tenant.js';
import type { ViewColumn } from './bulk/set-view.js';
import type { LoopLink, LoopLinkSettings } from './loop-link/entities.js';
import type { NewOrder } from './masters/add-order.js';
import type { NewStyleColor } from './masters/add-style-color.js';
import type { CodeListName, Warehouse } from './masters/entities.js';
import type { Row } from './odata/shape.js';
import type { Disposition } from './rma/entities.js';
import type { ManyDocuments } from './seed-many.js';
import type { TenantSettings } from './settings.js';
import type { User } from './state.js';
import type { NewWebOrder, NewWebOrderLine } from './web-orders/stage.js';

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

/** A debit that a person enters by hand. Amount in minor units. */
export interface OperatorDebit {
  /** The credit that it is posted against, by number; none = the person forgot to select one. */
  creditMemo?: string;
  amount: number;
  reasonCode: string;
  /** None = the person left the field empty. */
  reference?: string;
  notes?: string;
  /** false = entered, but Post Transactions was not pressed. Default true. */
  post?: boolean;
}

/** A person uses an open credit on an invoice, both by number. Minor units; without `amount` all that fits. */
export interface OperatorApplication {
  creditMemo: string;
  invoice: string;
  amount?: number;
}

/** What a person ships of an order. Without `units`: all that is left. */
export interface OperatorShipment {
  units?: { upc: string; quantity: number }[];
  date?: string;
}

/**
 * The test-only side door of the AIMS360 simulator. The first argument is always the merchant's account code; `rma` is an RMA
 * number or the other system's return id, `order` an order number or the web shop's order id. Rows come out as they would on the
 * vendor's wire.
 */
export interface Aims360Door {
  addTenant(tenant: NewTenant): TenantMasters;
  masters(accountCode: string): TenantMasters;
  configure(accountCode: string, settings: Partial<TenantSettings>): TenantSettings;
  setSecrets(accountCode: string, primary: string, secondary: string | null): void;
  /** Another operator who may sign in, and whose private documents are not ours. */
  addUser(accountCode: string, user: User): void;
  /** Every token given out so far stops working. */
  expireTokens(accountCode: string): void;
  addStyleColor(accountCode: string, styleColor: NewStyleColor): Row;
  /** Changes a warehouse, or adds one; as seen by `masters` then. */
  setWarehouse(
    accountCode: string,
    warehouseCode: string,
    changes?: Partial<Pick<Warehouse, 'warehouseName' | 'warehouseType' | 'isActive'>>,
  ): Row;
  /** Adds a code to a list, or renames, enables or disables it. Gives its id. */
  setCode(
    accountCode: string,
    list: CodeListName,
    code: string,
    changes?: { name?: string; enabled?: boolean },
  ): string;
  addOrder(accountCode: string, order: NewOrder): Row;
  operatorReceive(accountCode: string, rma: string, receipt?: OperatorReceipt): Row;
  operatorConfirmCredit(accountCode: string, rma: string, creditMemoDate?: string): Row;
  operatorVoid(accountCode: string, rma: string): Row;
  operatorPostDebit(accountCode: string, debit: OperatorDebit): Row;
  /** Post Transactions on a batch that is staged. */
  operatorPostBatch(accountCode: string, batchID: string): Row;
  operatorApplyCredit(accountCode: string, application: OperatorApplication): Row;
  /** Nothing can be dated up to and including this date any more. */
  closePeriod(accountCode: string, through: string): void;
  openPeriod(accountCode: string): void;
  /** Which customer account a shop's orders stand under; null takes the mapping away. */
  mapShop(accountCode: string, shopDomain: string, customerAccount: string | null): void;
  stageWebOrder(accountCode: string, order: NewWebOrder): Row;
  /** Shopify has put further lines on an order that is imported already (a native exchange). */
  amendWebOrder(accountCode: string, order: string, lines: NewWebOrderLine[]): Row;
  /** A person imports a staged order, by its name, and fills what is missing by code. */
  operatorImportWebOrder(accountCode: string, orderName: string, fill?: { shipvia?: string; term?: string }): Row;
  /** A person clicks "Import Orders from Shopify". Needs `shopifyUrl`. Gives the staged orders that are new or amended. */
  operatorReadShopify(accountCode: string): Promise<Row[]>;
  /** Makes or moves on the order's pick ticket. */
  operatorPickOrder(accountCode: string, order: string, status?: 'O' | 'P'): Row;
  /** Cancels what has not shipped. */
  operatorCancelOrder(accountCode: string, order: string): Row;
  /** Picks, ships and bills. Gives the invoice. */
  operatorShipOrder(accountCode: string, order: string, shipment?: OperatorShipment): Row;
  /** Makes a view or changes its columns: left out = missing, `{name, of}` = renamed. `rowsOf` names a view of the source. */
  setView(accountCode: string, source: string, viewName: string, columns: ViewColumn[], rowsOf?: string): void;
  /** Switches the vendor's own Loop link on, also in mid-life, or off. Registers its webhook at Loop. */
  setLoopLink(accountCode: string, link: LoopLinkSettings | null): Promise<void>;
  /** What the vendor's link did. */
  loopLinkLog(accountCode: string): LoopLink['log'];
  seedMany(accountCode: string, many: ManyDocuments): void;
  rmas(accountCode: string): Row[];
  credits(accountCode: string): Row[];
  arTransactions(accountCode: string): Row[];
  orders(accountCode: string): Row[];
  webOrders(accountCode: string): Row[];
  invoices(accountCode: string): Row[];
  customers(accountCode: string): Row[];
  /** On hand in a warehouse (by code) of the item with this UPC. */
  stock(accountCode: string, warehouse: string, upc: string): number;
  /** Throws with all that is broken. */
  assertInvariants(accountCode: string): void;
}
