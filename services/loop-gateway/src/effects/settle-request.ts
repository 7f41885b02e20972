import type { Clock } from '@backhaul/contracts';
import type { EffectCall, Settled } from '@backhaul/effects';
import type { Stops } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall } from '@backhaul/service-kit';
import type { LoopReturnCommand } from '../loop-return/commands.js';
import { loopReturns } from '../returns.js';
import { stopIfForeign } from '../stops/stop-if-foreign.js';

export interface RequestParts {
  /** When processing should be over at the latest. */
  readonly deadlineMsOf: (merchantId: string) => number;
  stops: Stops;
  clock: Clock;
}

/** What became of a request for processing. */
export async function settleRequest(
  tx: Queryable,
  call: EffectCall,
  settled: Settled,
  parts: RequestParts,
): Promise<void> {
  const command = commandOf(call, settled, parts);
  if (command === null) return;
  const cause = causeOfCall(call);
  // Refused because it had ended already: then somebody was faster.
  await stopIfForeign(tx, parts.stops, cause, await loopReturns.execute(tx, call.subject, command, cause));
}

function commandOf(
  call: EffectCall,
  settled: Settled,
  { clock, deadlineMsOf }: RequestParts,
): LoopReturnCommand | null {
  const at = clock.now();
  const asked = { returnId: call.subject, at };
  switch (settled.status) {
    case 'confirmed': {
      // Seen closed: what the return shows decides, and the next snapshot brings it.
      if (has(settled.result, 'closed')) return null;
      const checkAt = new Date(at.getTime() + deadlineMsOf(call.merchantId));
      return { kind: 'ConfirmQueued', key: call.key, checkAt, ...asked };
    }
    case 'refused':
      return { kind: 'RecordRefusal', reason: settled.reason, ended: has(settled.result, 'ended'), ...asked };
    case 'needs-person':
      return {
        kind: 'RecordDoubt',
        reason: `Loop did not say whether it took the request: ${settled.reason}.`,
        ...asked,
      };
  }
}

/** Reads a mark that we set ourselves; what a person resolved a call with is anything. */
const has = (result: unknown, mark: string): boolean =>
  typeof result === 'object' && result !== null && Reflect.get(result, mark) === true;
