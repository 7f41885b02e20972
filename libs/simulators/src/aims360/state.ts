import type { Application, ArBatch, ArTransaction, CreditMemo } from './ar/ledger.js';
import type { View } from './bulk/view.js';
import type { Job } from './jobs/entities.js';
import type { LoopLink } from './loop-link/entities.js';
import type { CodeLists, Customer, SalesOrder, StyleColor, Warehouse } from './masters/entities.js';
import type { Invoice, PickTicket } from './orders/entities.js';
import type { Rma } from './rma/entities.js';
import type { TenantSettings } from './settings.js';
import type { StockMove } from './stock/ledger.js';
import type { WebOrder } from './web-orders/entities.js';

export interface User {
  username: string;
  password: string;
}

export interface Credentials extends User {
  clientId: string;
  primarySecret: string;
  secondarySecret: string | null;
  apiPermission: boolean;
  otherUsers: User[];
}

/** What a merchant's AIMS360 gathers. Lists only grow, or are replaced as a whole (see `itemsBy`). */
export interface Books {
  styleColors: StyleColor[];
  orders: SalesOrder[];
  invoices: Invoice[];
  pickTickets: PickTicket[];
  rmas: Rma[];
  creditMemos: CreditMemo[];
  transactions: ArTransaction[];
  applications: Application[];
  batches: ArBatch[];
  stockMoves: StockMove[];
  webOrders: WebOrder[];
  /** Shop domain → customer account: customers must be mapped before orders come in (contracts/aims360.md §6). */
  shops: Record<string, string>;
  jobs: Job[];
  views: View[];
  loopLink: LoopLink | null;
}

/** One merchant's AIMS360. */
export interface Tenant extends Books {
  readonly accountCode: string;
  readonly customerAccount: string;
  readonly currencyCode: string;
  credentials: Credentials;
  settings: TenantSettings;
  codes: CodeLists;
  customers: Customer[];
  warehouses: Warehouse[];
}

/** Whom an access token stands for, until when (null = for ever), and how often it was used. */
export interface Grant {
  accountCode: string;
  username: string;
  expiresAt: string | null;
  calls: number;
}

/** A code of the authorization-code grant, good for one exchange. */
export interface AuthorizationCode extends Pick<Grant, 'accountCode' | 'username'> {
  redirectUrl: string;
  expiresAt: string;
}

/** The whole state: plain JSON, so that it can be kept in a file. */
export interface AimsState {
  seed: number;
  counters: Record<string, number>;
  tenants: Record<string, Tenant>;
  /** By access token. */
  tokens: Record<string, Grant>;
  authorizationCodes: Record<string, AuthorizationCode>;
}

export const emptyAimsState = (seed: number): AimsState => ({
  seed,
  counters: {},
  tenants: {},
  tokens: {},
  authorizationCodes: {},
});

export const emptyBooks = (): Books => ({
  styleColors: [],
  orders: [],
  invoices: [],
  pickTickets: [],
  rmas: [],
  creditMemos: [],
  transactions: [],
  applications: [],
  batches: [],
  stockMoves: [],
  webOrders: [],
  shops: {},
  jobs: [],
  views: [],
  loopLink: null,
});
