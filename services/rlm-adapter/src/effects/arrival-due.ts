import type { Clock } from '@backhaul/contracts';
import type { EffectHandler } from '@backhaul/effects';
import { causeOfCall } from '@backhaul/service-kit';
import { returnAuthorizations } from '../return-authorizations.js';
import { arrivalDueEffect, type ArrivalDue } from '../rlm-return-authorization/receiving.js';

/** No call to anybody: it is due when the days are over in which something should have come, and has the return look. */
export function arrivalDue(clock: Clock): EffectHandler {
  return {
    kind: arrivalDueEffect,
    send: () => Promise.resolve({ outcome: 'confirmed', result: {} }),
    lookUp: () => Promise.resolve({ outcome: 'found', result: {} }),
    async settle(tx, call): Promise<void> {
      const command = { kind: 'CheckArrival', ...(call.payload as ArrivalDue), at: clock.now() } as const;
      await returnAuthorizations.execute(tx, call.subject, command, causeOfCall(call));
    },
  };
}
