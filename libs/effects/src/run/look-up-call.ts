import { inTransaction } from '@backhaul/event-store';
import type { LookUp } from '../handler.js';
import { delayAfter } from './backoff.js';
import type { ClaimedCall } from './claimed-call.js';
import { reasonOf, waitOf } from './failure.js';
import { insist } from './insist.js';
import { keepAnswer } from './keep-answer.js';
import { factsOf, type Step } from './step.js';

type Found = LookUp | { outcome: 'unknown'; reason: string; retryAfterMs?: number };

/** Finds out what became of a call in doubt. Nothing is sent before this brings certainty. */
export async function lookUpCall(step: Step, claimed: ClaimedCall): Promise<void> {
  step.totals.lookedUp += 1;
  const found = await look(step, claimed);
  switch (found.outcome) {
    case 'found':
      return keepAnswer(step, claimed, { outcome: 'confirmed', result: found.result });
    case 'refused':
      return keepAnswer(step, claimed, { outcome: 'refused', reason: found.reason });
    case 'absent':
      return sendAgain(step, claimed);
    default:
      return stillUnknown(step, claimed, found);
  }
}

async function look({ handler, signal }: Step, claimed: ClaimedCall): Promise<Found> {
  try {
    return await handler.lookUp(claimed.call, signal);
  } catch (error) {
    return { outcome: 'unknown', reason: reasonOf(error), ...waitOf(error) };
  }
}

async function sendAgain({ settings, table }: Step, claimed: ClaimedCall): Promise<void> {
  settings.log.info(factsOf(claimed), 'Call was not applied; it is sent again');
  const delay = delayAfter(claimed.tries, settings.backoff);
  const ours = await insist(settings.leaseMs, () => table.planAgain(claimed, delay, 'Looked up: not applied'));
  if (!ours) await table.release(claimed);
}

async function stillUnknown(
  step: Step,
  claimed: ClaimedCall,
  { reason, retryAfterMs }: { reason: string; retryAfterMs?: number },
): Promise<void> {
  const { settings, table } = step;
  const delay = delayAfter(claimed.lookUps + 1, settings.backoff, retryAfterMs);
  if (needsPerson(step, claimed) && (await askPerson(step, claimed, delay, reason))) return;
  settings.log.warn({ ...factsOf(claimed), reason, delayMs: Math.round(delay) }, 'Call still in doubt');
  const ours = await insist(settings.leaseMs, () => table.lookAgain(claimed, delay, reason));
  if (!ours) await table.release(claimed);
}

function needsPerson({ settings }: Step, claimed: ClaimedCall): boolean {
  if (claimed.personAsked) return false;
  return claimed.lookUps + 1 >= settings.maxLookUps || claimed.inDoubtMs >= settings.maxDoubtMs;
}

/** Once per call, which the mark in the same transaction guarantees. False: it failed and is due again at the next look-up. */
async function askPerson(step: Step, claimed: ClaimedCall, delayMs: number, reason: string): Promise<boolean> {
  const { settings, table, handler, totals } = step;
  try {
    const asked = await inTransaction(settings.pool, async (tx) => {
      if (!(await table.lookAgainAfterAsking(tx, claimed, delayMs, reason))) return false;
      await handler.settle(tx, claimed.call, { status: 'needs-person', reason });
      return true;
    });
    if (asked) totals.askedPerson += 1;
    settings.log.error({ ...factsOf(claimed), reason }, 'Call stays in doubt; a person has to look');
    return asked;
  } catch (error) {
    settings.log.error({ ...factsOf(claimed), err: error }, 'A person should be asked about a call, and that failed');
    return false;
  }
}
