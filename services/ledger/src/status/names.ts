import { lastOf, type Facts } from '../journal/facts.js';

/** The ERP as its authorisation calls it. */
export function erpOf(facts: Facts): string {
  return lastOf(facts, 'ReturnAuthorized')?.data.system ?? 'the ERP';
}
