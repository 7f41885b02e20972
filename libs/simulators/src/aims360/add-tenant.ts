import { seedCodes, seedCustomers, seedWarehouses } from './masters/seed.js';
import type { AimsState, Credentials, Tenant, TenantSettings } from './state.js';

/** A merchant to simulate. Everything but the credentials has a default. */
export interface NewTenant {
  accountCode: string;
  clientId: string;
  clientSecret: string;
  secondarySecret?: string;
  username: string;
  password: string;
  apiPermission?: boolean;
  /** The account under which the Shopify orders stand. */
  customerAccount?: string;
  currencyCode?: string;
  settings?: Partial<TenantSettings>;
}

const defaults: TenantSettings = {
  restockOn: 'receive',
  creditIncludesTax: true,
  allowBlindCredit: false,
  orderStatusSpelling: 'words',
  closedThrough: null,
  tokenExpiryHours: 0,
  writeApi: true,
  nextLink: 'always',
  callsPerMinute: 200,
  disabled: false,
};

const credentialsOf = (input: NewTenant): Credentials => ({
  clientId: input.clientId,
  primarySecret: input.clientSecret,
  secondarySecret: input.secondarySecret ?? null,
  username: input.username,
  password: input.password,
  apiPermission: input.apiPermission ?? true,
});

/** Adds the merchant with the seed of contracts/aims360.md §8.3; a merchant that is already there stays as it is. */
export const addTenant = (state: AimsState, input: NewTenant, now: Date): Tenant => {
  const existing = state.tenants[input.accountCode];
  if (existing !== undefined) return existing;
  const at = now.toISOString();
  const codes = seedCodes(state);
  const tenant: Tenant = {
    accountCode: input.accountCode,
    customerAccount: input.customerAccount ?? 'SHPFY-US',
    currencyCode: input.currencyCode ?? 'USD',
    credentials: credentialsOf(input),
    settings: { ...defaults, ...input.settings },
    codes,
    customers: seedCustomers(state, codes, at),
    warehouses: seedWarehouses(state, at),
    styleColors: [],
    orders: [],
    rmas: [],
    creditMemos: [],
    transactions: [],
    batches: [],
    stockMoves: [],
  };
  state.tenants[tenant.accountCode] = tenant;
  return tenant;
};
