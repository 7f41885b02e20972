import type { Check } from './check.js';

/** The vendors' own rules hold, and no credit is left open for somebody to refund again. */
export const vendorsBooks: Check = {
  promise: 'the vendors’ own books agree, no credit is left open',
  count: ({ vendors }) => vendors.aims360.ar.length + vendors.rlm.credits.length,
  violations: ({ vendors }) => [
    ...vendors.broken,
    ...vendors.aims360.ar
      .filter((row) => row['openBalance'] !== 0)
      .map((row) => `${String(row['transactionType'])} ${String(row['document'])}: ${String(row['openBalance'])} open`),
  ],
};
