import type { Answer } from '../handler.js';
import type { ClaimedCall } from './claimed-call.js';
import { insist } from './insist.js';
import { settleCall } from './settle-call.js';
import { factsOf, type Step } from './step.js';

/** Stores an answer before anything of ours reacts to it: a crash in between then needs no vendor. */
export async function keepAnswer(step: Step, claimed: ClaimedCall, answer: Answer): Promise<void> {
  const { settings, table } = step;
  const text = JSON.stringify(answer);
  if (await insist(settings.leaseMs, () => table.storeAnswer(claimed, text))) {
    // Settled with what was stored, so that the first settle and one after a crash see the same values.
    return settleCall(step, claimed, JSON.parse(text) as Answer);
  }
  // Settled or sent again meanwhile, by a runner that took over or by a person.
  settings.log.error({ ...factsOf(claimed), answer: answer.outcome }, 'This answer came too late and was dropped');
  await table.release(claimed);
}
