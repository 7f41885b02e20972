import { AimsRefusal } from '../refusal.js';
import type { Tenant } from '../state.js';

/** Nothing is dated into a closed accounting period. Throws 409 `PeriodClosed`. */
export const requireOpenPeriod = (tenant: Tenant, date: string): void => {
  const { closedThrough } = tenant.settings;
  if (closedThrough === null || date > closedThrough) return;
  throw new AimsRefusal('PeriodClosed', `The accounting period of ${date} is closed (through ${closedThrough}).`);
};
