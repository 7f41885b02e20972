import type { Check } from './check.js';

/** Every clearing account of every return stands at 0.00, also where nothing was paid. */
export const booksEven: Check = {
  promise: 'every clearing account of every return is at 0.00',
  count: ({ ledger }) => [...ledger.balances.values()].flat().filter(({ clearing }) => clearing).length,
  violations: ({ ledger }) =>
    [...ledger.balances].flatMap(([returnId, balances]) =>
      balances
        .filter(({ clearing, balance }) => clearing && balance.amount !== 0)
        .map(({ account, balance }) => `${returnId}: ${account} stands at ${balance.display}`),
    ),
};
