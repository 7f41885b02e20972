import { displayMoney } from '@backhaul/money';
import { lastOf, ofType, type Facts } from '../journal/facts.js';
import { openRequirements } from '../journal/requirements.js';
import { isSettled } from '../journal/settlement.js';
import { refundIdsOf } from '../journal/refunds.js';
import { flowSteps, stepsAfterTheEnd, stepsBeforeDecision } from './flow-steps.js';
import { requestState } from './request.js';
import type { Step } from './step.js';
import { openTasks } from './tasks.js';

/**
 * Who has to do what before the return is settled, in business words; empty when nothing is lacking.
 * People first; then the next step of the flow, not every step that is still to come.
 */
export function waitingFor(facts: Facts): string[] {
  const tasks = openTasks(facts).map(({ title }) => `a person: ${title}`);
  return [...tasks, ...decisions(facts), ...failedPayments(facts), ...nextStep(facts)];
}

function decisions(facts: Facts): string[] {
  const request = requestState(facts);
  if (request === 'processing-failed') {
    const message = lastOf(facts, 'ReturnProcessingFailed')?.data.message ?? null;
    return [`a person: Loop could not process the return${message === null ? '' : ` (${message})`}`];
  }
  if (request !== 'in-review') return [];
  const reasons = ofType(facts, 'ReturnHeld').flatMap(({ data }) => data.reasons.map(({ text }) => text));
  return [`a person to decide${reasons.length === 0 ? '' : `: ${[...new Set(reasons)].join('; ')}`}`];
}

/** A payment that failed stays with a person until the books show that the shopper was paid otherwise. */
function failedPayments(facts: Facts): string[] {
  const own = new Set(refundIdsOf(facts));
  if (isSettled(facts)) return [];
  return ofType(facts, 'RefundMoneyFailed')
    .filter(({ data }) => own.has(data.refundId))
    .map(({ data }) => `a person: ${displayMoney(data.amount)} of the refund failed in the shop`);
}

function nextStep(facts: Facts): string[] {
  const progress = { facts, open: openRequirements(facts) };
  for (const step of stepsOf(facts)) {
    const lacking = step(progress);
    if (lacking.length > 0) return lacking;
  }
  return [];
}

function stepsOf(facts: Facts): readonly Step[] {
  switch (requestState(facts)) {
    case 'cancelled':
    case 'expired':
    case 'closed':
      return stepsAfterTheEnd;
    case 'in-review':
    case 'processing-failed':
      return stepsBeforeDecision;
    default:
      return flowSteps;
  }
}
