import { PersonNeeded } from '../person-needed.js';

/** Who does it. `none`: over this transport there is nothing to do. */
type Way = 'api' | 'operator' | 'none';

/**
 * What the legacy API can do, all in one place (contracts/rlm-and-3pl.md §1.2): it has items, inventory, packed orders, credits and
 * order create. What it lacks a person does in RLM, and says so where no later read can show it.
 */
export const capabilities = {
  createRas: { way: 'operator', words: 'Create the RA in RLM' },
  transmitRa: { way: 'operator', words: 'Mark the RA as transmitted in RLM' },
  cancelRa: { way: 'operator', words: 'Cancel the RA in RLM' },
  postReceipt: { way: 'operator', words: 'Enter the receipt on the RA in RLM, and take it out of the export to Loop' },
  // The queue feeds RLM's own export job; the person who enters a receipt takes it out at once.
  markExported: { way: 'none', words: 'Mark the receipt as exported' },
  importRefund: { way: 'operator', words: 'Enter the refund in RLM: restock the goods and issue the credit invoice' },
  levels: { way: 'api', words: 'Read what can be sold' },
  createOrder: { way: 'api', words: 'Create an exchange order' },
} as const satisfies Record<string, { way: Way; words: string }>;

type ByHand = {
  [Name in keyof typeof capabilities]: (typeof capabilities)[Name]['way'] extends 'operator' ? Name : never;
}[keyof typeof capabilities];

/** The task for a person. `seen`: how Backhaul learns that it is done. */
export function byHand(operation: ByHand, values: Readonly<Record<string, string>>, seen: string): PersonNeeded {
  return new PersonNeeded(`${capabilities[operation].words}, with exactly these values. ${seen}`, values);
}
