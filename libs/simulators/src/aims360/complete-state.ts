import { sumOfPosted } from './ar/ledger.js';
import type { OrderLine, SalesOrder } from './masters/entities.js';
import { defaultSettings } from './settings.js';
import { emptyBooks } from './state.js';
import type { AimsState, Grant } from './state.js';

const orderDefaults: Partial<SalesOrder> = { note1: null, notes: null, discountPercentage: 0, prepaid: 0, revision: 1 };
const lineDefaults: Partial<OrderLine> = { discountPercentage: 0, lineNote: null, thirdPartyLineID: null };
const grantDefaults: Partial<Grant> = { calls: 0, username: '' };

const fill = <T extends object>(target: T, defaults: Partial<T>): T =>
  Object.assign(target, { ...defaults, ...target });

/** A state file of an earlier version lacks what came since: it gets the defaults, so that a demo's kept day goes on. */
export const completeState = (state: AimsState): void => {
  fill<AimsState>(state, { authorizationCodes: {} });
  for (const tenant of Object.values(state.tenants)) {
    fill(tenant, emptyBooks());
    fill(tenant.settings, defaultSettings);
    fill(tenant.credentials, { otherUsers: [] });
    for (const order of tenant.orders) {
      fill(order, orderDefaults);
      for (const line of order.lines) fill(line, lineDefaults);
    }
    for (const customer of tenant.customers) customer.balance = sumOfPosted(tenant, customer.customerAccount);
  }
  for (const grant of Object.values(state.tokens)) fill(grant, grantDefaults);
};
