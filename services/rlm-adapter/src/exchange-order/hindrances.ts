import type { ExchangeOrder, Seen } from './state.js';
import { paidBy } from './state.js';

/** Why an exchange order is not imported by itself. */
export const hindrances = [
  'cancelled',
  'dismissed',
  'no-return',
  'not-approved',
  'no-credit',
  'money-differs',
  'native',
  'vendor-link',
  'by-person',
] as const;
export type Hindrance = (typeof hindrances)[number];

type Rule = (seen: Seen, state: ExchangeOrder) => boolean;

/** In the order in which a person would ask; the first that holds is the one that is told. */
const rules: readonly (readonly [Hindrance, Rule])[] = [
  ['cancelled', ({ order }) => order.cancelled],
  ['dismissed', (_, { dismissed }) => dismissed],
  ['no-return', (_, { returnId }) => returnId === null],
  ['not-approved', ({ order }, { approved }) => order.confidence !== 'certain' && !approved],
  ['no-credit', (_, state) => paidBy(state) === null],
  ['money-differs', moneyDiffers],
  // The ERP's API takes no change of an order that is there (contracts/rlm-and-3pl.md §1.4).
  ['native', ({ order }) => order.native],
  ['vendor-link', ({ policy }) => policy.owner === 'vendor-link'],
  ['by-person', ({ policy }, { approved }) => policy.owner === 'person' && !approved],
];

/** The first thing that keeps it from being imported; null when nothing does. */
export function hindranceOf(seen: Seen, state: ExchangeOrder): Hindrance | null {
  return rules.find(([, holds]) => holds(seen, state))?.[0] ?? null;
}

/** Shop and Loop disagree by more than rounding: a free order must not slip through as an exchange. */
function moneyDiffers({ policy }: Seen, state: ExchangeOrder): boolean {
  const differs = paidBy(state)?.differs.amount ?? 0;
  return !state.approved && Math.abs(differs) > policy.toleranceMinor;
}
