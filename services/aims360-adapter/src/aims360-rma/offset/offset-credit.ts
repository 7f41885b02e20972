import { nothing } from '@backhaul/contracts';
import { equals } from '@backhaul/money';
import type { RmaDecision } from '../decide.js';
import type { RmaEvent } from '../events.js';
import { evolve, type Rma } from '../state.js';
import { postBatchEffect, stageDebitEffect, type StagedAdjustment } from './adjustment.js';
import { draftOf } from './drafts.js';
import { offsetsSeen } from './offset-events.js';
import { offsetTasks } from './offset-tasks.js';
import type { Entered } from './offset-state.js';
import type { Part } from './parts.js';
import { isPosted, settle, type Settlement } from './settlement.js';

/**
 * After any fact about the money: tells what was posted, asks for what is due, and keeps the tasks of finance true. Only when
 * the outcome is confirmed in the shop and everything adds up to the credit (contracts/aims360.md §5.4) is anything posted.
 */
export function offsetCredit(returnId: string, at: Date, state: Rma): RmaDecision {
  if (state.requested === null || state.credit === null) return nothing;
  const told = offsetsSeen(returnId, at, state);
  const after = told.reduce(evolve, state);
  // Before a store goes live, and in shadow, others post: what they post is told, and nothing is asked of anyone.
  if (state.requested.policy.owner === 'observe-only') return { events: told, calls: [] };
  const settlement = settle(after);
  const asked = settlement.name === 'balanced' ? postings(returnId, at, after, settlement) : nothing;
  const tasks = offsetTasks(returnId, at, asked.events.reduce(evolve, after));
  return { events: [...told, ...asked.events, ...tasks], calls: asked.calls };
}

type Balanced = Extract<Settlement, { name: 'balanced' }>;

/** A credit adjustment makes the room that the debits need, so it is posted before they are entered. */
function postings(returnId: string, at: Date, state: Rma, { parts, paired }: Balanced): RmaDecision {
  const { postDebit } = state.requested?.policy ?? { postDebit: 'person' };
  if (postDebit === 'person' && !state.offset.released) return nothing;
  const due = parts.filter((part) => !isPosted(part, paired));
  const credits = due.filter(({ amount }) => amount.amount < 0);
  const steps = (credits.length > 0 ? credits : due).map((part) => nextStep(returnId, at, part, state));
  return { events: steps.flatMap(({ events }) => events), calls: steps.flatMap(({ calls }) => calls) };
}

/** Enter, then Post Transactions; each once. What was entered with another amount is not posted. */
function nextStep(returnId: string, at: Date, part: Part, { requested, credit, offset }: Rma): RmaDecision {
  if (requested === null || credit === null) return nothing;
  const { purpose, amount } = part;
  const entered = offset.entered[purpose];
  const draft = draftOf(returnId, requested, credit.documentNumber, part);
  if (entered === undefined) {
    const data = { purpose, amount, reference: draft.reference };
    const call = { key: `debit:${returnId}:${purpose}`, kind: stageDebitEffect, payload: draft };
    return { events: [{ type: 'DebitRequested', data, occurredAt: at }], calls: [call] };
  }
  const isReleased = requested.policy.postDebit === 'policy' || offset.released;
  if (!isReleased || !isReady(entered, part)) return nothing;
  const { batchId, document } = entered;
  const payload: StagedAdjustment = { ...draft, batchId, document };
  const event: RmaEvent = { type: 'PostingRequested', data: { purpose }, occurredAt: at };
  return { events: [event], calls: [{ key: `post:${returnId}:${purpose}`, kind: postBatchEffect, payload }] };
}

const isReady = (entered: Entered, { amount }: Part): entered is Extract<Entered, { name: 'staged' }> =>
  entered.name === 'staged' && !entered.posting && equals(entered.amount, amount);
