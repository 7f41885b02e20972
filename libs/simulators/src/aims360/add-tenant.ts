import { seedViews } from './bulk/set-view.js';
import { seedCodes, seedCustomers, seedWarehouses } from './masters/seed.js';
import { defaultSettings } from './settings.js';
import type { TenantSettings } from './settings.js';
import { emptyBooks } from './state.js';
import type { AimsState, Credentials, Tenant } from './state.js';

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
  /** Shop domain → customer account, for the import of orders. */
  shops?: Record<string, string>;
  settings?: Partial<TenantSettings>;
}

const credentialsOf = (input: NewTenant): Credentials => ({
  clientId: input.clientId,
  primarySecret: input.clientSecret,
  secondarySecret: input.secondarySecret ?? null,
  username: input.username,
  password: input.password,
  apiPermission: input.apiPermission ?? true,
  otherUsers: [],
});

/** Adds the merchant with the seed of contracts/aims360.md §8.3; a merchant that is already there stays as it is. */
export const addTenant = (state: AimsState, input: NewTenant, now: Date): Tenant => {
  const existing = state.tenants[input.accountCode];
  if (existing !== undefined) return existing;
  const at = now.toISOString();
  const codes = seedCodes(state);
  const tenant: Tenant = {
    ...emptyBooks(),
    accountCode: input.accountCode,
    customerAccount: input.customerAccount ?? 'SHPFY-US',
    currencyCode: input.currencyCode ?? 'USD',
    credentials: credentialsOf(input),
    settings: { ...defaultSettings, ...input.settings },
    codes,
    customers: seedCustomers(state, codes, at),
    warehouses: seedWarehouses(state, at),
    shops: { ...input.shops },
  };
  seedViews(tenant);
  state.tenants[tenant.accountCode] = tenant;
  return tenant;
};
