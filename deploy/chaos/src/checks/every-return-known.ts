import type { Check } from './check.js';

/** Nothing is lost on the way in, and nothing is made up. */
export const everyReturnKnown: Check = {
  promise: 'the ledger has every submitted return once',
  count: ({ submitted }) => submitted.length,
  violations({ submitted, ledger }) {
    const known = ledger.returns.map(({ returnId }) => returnId);
    const wanted = new Set(submitted.map(({ returnId }) => returnId));
    return [
      ...[...wanted].filter((id) => !known.includes(id)).map((id) => `${id}: submitted in Loop, unknown to the ledger`),
      ...known.filter((id) => !wanted.has(id)).map((id) => `${id}: in the ledger, never submitted`),
      ...known.filter((id, index) => known.indexOf(id) < index).map((id) => `${id}: twice in the ledger`),
    ];
  },
};
