import type { Company } from './state.js';

const firsts = {
  sku: 123,
  order: 410_051,
  pickTicket: 820_001,
  invoice: 610_301,
  ra: 700_123,
  credit: 930_011,
  txn: 1,
  worklist: 1,
} as const;

/** RLM numbers its documents in rows of small integers, per company. */
export const nextNumber = (company: Company, document: keyof typeof firsts): number => {
  const used = company.counters[document] ?? 0;
  company.counters[document] = used + 1;
  return firsts[document] + used;
};
