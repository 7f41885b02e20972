import { BackhaulError } from '@backhaul/contracts';
import type { Answer } from '../handler.js';
import { delayAfter } from './backoff.js';
import type { ClaimedCall } from './claimed-call.js';
import { failureOf, type Failure } from './failure.js';
import { insist } from './insist.js';
import { keepAnswer } from './keep-answer.js';
import { factsOf, type Step } from './step.js';

/** Sends a call that is marked as sent, and stores what that brought. */
export async function sendCall(step: Step, claimed: ClaimedCall): Promise<void> {
  step.totals.sent += 1;
  const answer = await answerOf(step, claimed).catch(failureOf);
  if ('outcome' in answer) return keepAnswer(step, claimed, answer);
  return afterFailure(step, claimed, answer);
}

/** A handler that returns something else may have created something: that is doubt, not a confirmation. */
async function answerOf({ handler, signal }: Step, claimed: ClaimedCall): Promise<Answer> {
  const answer = await handler.send(claimed.call, signal);
  if (answer.outcome === 'confirmed' || answer.outcome === 'refused') return answer;
  throw new BackhaulError('EFFECT_ANSWER_UNKNOWN', 'The handler returned neither confirmed nor refused');
}

async function afterFailure(step: Step, claimed: ClaimedCall, failure: Failure): Promise<void> {
  switch (failure.kind) {
    case 'refused':
      return keepAnswer(step, claimed, { outcome: 'refused', reason: failure.reason, result: failure.result });
    case 'not-applied':
      return postpone(step, claimed, failure.reason, failure.retryAfterMs);
    case 'in-doubt':
      return putInDoubt(step, claimed, failure.reason, failure.retryAfterMs);
  }
}

async function postpone(step: Step, claimed: ClaimedCall, reason: string, retryAfterMs?: number): Promise<void> {
  const { settings, table, totals } = step;
  const delay = delayAfter(claimed.tries, settings.backoff, retryAfterMs);
  totals.postponed += 1;
  settings.log.warn({ ...factsOf(claimed), reason, delayMs: Math.round(delay) }, 'Call not applied; it is sent again');
  await insist(settings.leaseMs, () => table.planAgain(claimed, delay, reason));
}

async function putInDoubt(step: Step, claimed: ClaimedCall, reason: string, retryAfterMs = 0): Promise<void> {
  const { settings, table, totals, handler } = step;
  const delay = Math.max(handler.lookUpDelayMs ?? settings.lookUpDelayMs, retryAfterMs);
  totals.inDoubt += 1;
  settings.log.warn({ ...factsOf(claimed), reason, delayMs: delay }, 'Call in doubt; it is looked up');
  await insist(settings.leaseMs, () => table.putInDoubt(claimed, delay, reason));
}
