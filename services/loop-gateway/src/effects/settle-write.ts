import type { Clock } from '@backhaul/contracts';
import type { EffectCall, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall } from '@backhaul/service-kit';
import type { LeftCall } from '../loop-return/left-calls.js';
import { loopReturns } from '../returns.js';

/** What became of a flag or a note: what is not surely there is left to a person, and taken back once it is found. */
export async function settleWrite(
  tx: Queryable,
  call: EffectCall,
  settled: Settled,
  { left, clock }: { left: (reason: string) => LeftCall; clock: Clock },
): Promise<void> {
  const asked = { returnId: call.subject, call: call.key, at: clock.now() };
  const command =
    settled.status === 'confirmed'
      ? ({ kind: 'RecordCarriedOut', ...asked } as const)
      : ({ kind: 'LeaveToPerson', left: left(sentence(settled)), ...asked } as const);
  await loopReturns.execute(tx, call.subject, command, causeOfCall(call));
}

function sentence({ status, reason }: Exclude<Settled, { status: 'confirmed' }>): string {
  const said = reason.replace(/[.\s]*$/, '.');
  return status === 'refused' ? `Loop refused: ${said}` : `Loop does not say whether it took the call: ${said}`;
}
