import type { ExchangeOrder, Seen } from './state.js';

/** Why an exchange order is not imported by itself. */
export const hindrances = [
  'cancelled',
  'no-return',
  'not-approved',
  'by-person',
  'not-staged',
  'rejected',
  'issues',
] as const;
export type Hindrance = (typeof hindrances)[number];

/** Issues that are ours to fill in, or that the import itself settles (contracts/aims360.md §6). */
const settledByImport = new Set(['MissingShipVia', 'MissingTerm', 'DiscountNotRepresentable', 'DuplicateOrder']);

type Rule = (seen: Seen, state: ExchangeOrder) => boolean;

/** In the order in which a person would ask; the first that holds is the one that is told. */
const rules: readonly (readonly [Hindrance, Rule])[] = [
  ['cancelled', ({ order }) => order.cancelled],
  ['no-return', (_, { returnId }) => returnId === null],
  ['not-approved', needsApproval],
  ['by-person', ({ policy }) => policy.importOrders === 'person'],
  ['not-staged', ({ order }, { staged }) => staged === null && !order.native],
  ['rejected', (_, { staged }) => staged?.status === 'rejected'],
  ['issues', (_, state) => blockingIssues(state).length > 0],
];

/** The first thing that keeps it from being imported; null when nothing does. */
export function hindranceOf(seen: Seen, state: ExchangeOrder): Hindrance | null {
  return rules.find(([, holds]) => holds(seen, state))?.[0] ?? null;
}

/** What the ERP says of the staged order that a person has to mend there. */
export function blockingIssues({ staged }: ExchangeOrder): { code: string; message: string }[] {
  return (staged?.issues ?? []).filter(({ code }) => !settledByImport.has(code));
}

/** The first ones of a store, and whatever was recognised by its name and tags alone (contracts/aims360.md §6). */
function needsApproval({ order, policy, importedBefore }: Seen, { approved }: ExchangeOrder): boolean {
  if (approved) return false;
  return order.confidence !== 'certain' || importedBefore < policy.approveFirst;
}
