import { lastOf, ofType, type Facts } from '../journal/facts.js';
import { openRequirements } from '../journal/settlement.js';
import { flowSteps, openItems, type Step } from './flow-steps.js';
import { requestState } from './request.js';
import { openTasks } from './tasks.js';

/**
 * Who has to do what before the return is settled, in business words; empty when nothing is lacking.
 * People first; then the next step of the flow, not every step that is still to come.
 */
export function waitingFor(facts: Facts): string[] {
  const tasks = openTasks(facts).map(({ title }) => `a person: ${title}`);
  return [...tasks, ...decisions(facts), ...nextStep(facts)];
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

function nextStep(facts: Facts): string[] {
  const steps: readonly Step[] = isWithdrawn(facts) ? [openItems] : flowSteps;
  const progress = { facts, open: openRequirements(facts) };
  for (const step of steps) {
    const lacking = step(progress);
    if (lacking.length > 0) return lacking;
  }
  return [];
}

/** Nothing more is to come; only what already stands in the books may still be owed. */
function isWithdrawn(facts: Facts): boolean {
  return ['cancelled', 'expired', 'closed'].includes(requestState(facts));
}
