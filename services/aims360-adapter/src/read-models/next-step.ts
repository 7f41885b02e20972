import { settle } from '../aims360-rma/offset/settlement.js';
import { paidByAll } from '../aims360-rma/refund.js';
import type { Rma } from '../aims360-rma/state.js';

/** Who has to do the next thing about an open credit: we, a person, Loop, or the shop. */
export const stepOwners = ['us', 'person', 'loop', 'shop'] as const;
export type StepOwner = (typeof stepOwners)[number];

/** The next thing to be done about an open credit. */
export interface NextStep {
  readonly owner: StepOwner;
  /** In a sentence. */
  readonly text: string;
}

type StepRule = (state: Rma) => NextStep | null;

const person = (text: string): NextStep => ({ owner: 'person', text });

/** The store's returns are not ours to settle, or not yet. */
const notOurs: StepRule = ({ requested }) =>
  requested?.policy.owner === 'observe-only'
    ? person('Settle it as before: the return is only observed, and a backfill can take it over.')
    : null;

/** Somebody was asked already. */
const asked: StepRule = ({ tasks }) => {
  const [task] = Object.entries(tasks)
    .filter(([taskId]) => moneyTasks.some((kind) => taskId.startsWith(kind)))
    .sort(([, left], [, right]) => left.openedAt.localeCompare(right.openedAt));
  return task === undefined ? null : person(`Task ${task[0]}: ${task[1].why}`);
};
const moneyTasks = [
  'apply-credit',
  'credit-',
  'debit-refund-differ',
  'post-debit',
  'post-staged-debits',
  'stage-debit',
  'ended-with-goods',
];

const held: StepRule = ({ held: isHeld, processed }) =>
  isHeld && processed === null
    ? person('The return was held: process it in Loop, or put the credit right in AIMS360.')
    : null;

const notProcessed: StepRule = ({ processed }) =>
  processed === null ? { owner: 'loop', text: 'Loop has to process the return.' } : null;

const partly: StepRule = ({ processed }) =>
  processed?.partial === true ? { owner: 'loop', text: 'An exchange item is still to be given in Loop.' } : null;

const refundPending: StepRule = ({ processed, refunds }) => {
  if (processed === null) return null;
  const paid = paidByAll(processed.refundIds, refunds, processed.refunded.currency);
  return paid === null ? { owner: 'shop', text: "Shopify has to confirm the shopper's refund." } : null;
};

const exchangePending: StepRule = (state) =>
  settle(state).name === 'waiting' ? { owner: 'shop', text: 'The exchange order has to be seen in Shopify.' } : null;

const byUs: StepRule = (state) => {
  const isOurs = state.requested?.policy.postDebit === 'policy' || state.offset.released;
  return settle(state).name === 'balanced' && isOurs ? { owner: 'us', text: 'The AR debits are being posted.' } : null;
};

/** In the order in which a person would ask; the first that holds is told. */
const rules: readonly StepRule[] = [notOurs, asked, held, notProcessed, partly, refundPending, exchangePending, byUs];

/** Nothing that is open lacks somebody who has to act: what no rule knows is for a person. */
export function nextStepOf(state: Rma): NextStep {
  for (const rule of rules) {
    const step = rule(state);
    if (step !== null) return step;
  }
  return person('Look at the credit in AIMS360: nothing is known that would use up the rest of it.');
}
