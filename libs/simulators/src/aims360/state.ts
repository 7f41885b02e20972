import type { ArBatch, ArTransaction, CreditMemo } from './ar/ledger.js';
import type { CodeLists, Customer, SalesOrder, StyleColor, Warehouse } from './masters/entities.js';
import type { Rma } from './rma/entities.js';
import type { StockMove } from './stock/ledger.js';

/** What a merchant's AIMS360 can be set to, because the vendor's real choice is not public (contracts/aims360.md §8.2). */
export interface TenantSettings {
  restockOn: 'receive' | 'credit';
  creditIncludesTax: boolean;
  allowBlindCredit: boolean;
  orderStatusSpelling: 'words' | 'letters';
  /** Accounting is closed up to and including this date. */
  closedThrough: string | null;
  /** 0 = the token never expires. */
  tokenExpiryHours: number;
  /** false = the RMA and AR write paths answer 404, as an account without them would. */
  writeApi: boolean;
  nextLink: 'always' | 'when-more';
  callsPerMinute: number;
  disabled: boolean;
}

export interface Credentials {
  clientId: string;
  primarySecret: string;
  secondarySecret: string | null;
  username: string;
  password: string;
  apiPermission: boolean;
}

/** One merchant's AIMS360. */
export interface Tenant {
  readonly accountCode: string;
  readonly customerAccount: string;
  readonly currencyCode: string;
  credentials: Credentials;
  settings: TenantSettings;
  codes: CodeLists;
  customers: Customer[];
  warehouses: Warehouse[];
  styleColors: StyleColor[];
  orders: SalesOrder[];
  rmas: Rma[];
  creditMemos: CreditMemo[];
  transactions: ArTransaction[];
  batches: ArBatch[];
  stockMoves: StockMove[];
}

/** The whole state: plain JSON, so that it can be kept in a file. */
export interface AimsState {
  seed: number;
  counters: Record<string, number>;
  tenants: Record<string, Tenant>;
  /** access token → whom it stands for, and until when (null = for ever) */
  tokens: Record<string, { accountCode: string; expiresAt: string | null }>;
}

export const emptyAimsState = (seed: number): AimsState => ({ seed, counters: {}, tenants: {}, tokens: {} });
