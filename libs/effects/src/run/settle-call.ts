import { inTransaction } from '@backhaul/event-store';
import type { Answer, EffectHandler, Settled } from '../handler.js';
import { delayAfter } from './backoff.js';
import type { ClaimedCall } from './claimed-call.js';
import { isTransient, reasonOf } from './failure.js';
import { factsOf, type Step } from './step.js';
import { pause } from './wait.js';

/** Lost races against other commands on the same aggregate are short: a few tries in place save a round through the table. */
const TRIES_IN_PLACE = 5;

/** Ends a call whose answer is stored: our reaction and the final status commit together. */
export async function settleCall(step: Step, claimed: ClaimedCall, answer: Answer): Promise<void> {
  const settled = settledOf(answer);
  for (let tries = 1; ; tries += 1) {
    try {
      if (await commit(step, claimed, settled)) report(step, claimed, settled);
      return;
    } catch (error) {
      if (!isTransient(error) || tries === TRIES_IN_PLACE) return settleLater(step, claimed, error);
      await pause(delayAfter(tries, { ...step.settings.backoff, baseMs: 20 }));
    }
  }
}

function settledOf(answer: Answer): Exclude<Settled, { status: 'needs-person' }> {
  if (answer.outcome === 'confirmed') return { status: 'confirmed', result: answer.result };
  const { reason, result } = answer;
  return result === undefined ? { status: 'refused', reason } : { status: 'refused', reason, result };
}

function commit(
  { settings, table, handler }: Step & { handler: EffectHandler },
  claimed: ClaimedCall,
  settled: Exclude<Settled, { status: 'needs-person' }>,
): Promise<boolean> {
  return inTransaction(settings.pool, async (tx) => {
    // The status first: it locks the row, so a second settler waits here and then finds the call over.
    if (!(await table.finish(tx, claimed, settled.status))) return false;
    await handler.settle(tx, claimed.call, settled);
    return true;
  });
}

function report({ settings, totals }: Step, claimed: ClaimedCall, settled: Settled): void {
  if (settled.status === 'confirmed') {
    totals.confirmed += 1;
    settings.log.info(factsOf(claimed), 'Call confirmed');
    return;
  }
  totals.refused += 1;
  settings.log.warn(
    { ...factsOf(claimed), reason: settled.status === 'refused' ? settled.reason : undefined },
    'Call refused',
  );
}

async function settleLater({ settings, table, totals }: Step, claimed: ClaimedCall, error: unknown): Promise<void> {
  totals.settleFailures += 1;
  settings.log.error(
    { ...factsOf(claimed), err: error },
    'The answer is kept, but our reaction to it failed; it is tried again',
  );
  await table.settleLater(claimed, delayAfter(claimed.settleFailures + 1, settings.backoff), reasonOf(error));
}
