import { nothing } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { ReturnAuthorization } from './state.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

/** A kind of call that looks whether another's call of the kind was made, and makes none. */
export const watchKindOf = (kind: string): string => `watch.${kind}`;

/** Takes a return over that was only observed, or leaves it to others. Calls that wait for others' then go out. */
export function setOwner({ owner, by, reason, at }: Command<'SetOwner'>, state: ReturnAuthorization): RaDecision {
  if (state.requested === null || state.requested.policy.owner === owner) return nothing;
  return { events: [{ type: 'OwnerSet', data: { owner, by, reason }, occurredAt: at }], calls: [] };
}

/** Somebody else makes the call: it is looked for under a key of its own. */
export function leaveCall({ call, at }: Command<'LeaveCall'>): RaDecision {
  const { key, kind, payload } = call;
  return {
    events: [{ type: 'CallLeft', data: { callKey: key }, occurredAt: at }],
    calls: [{ key: `watch:${key}`, kind: watchKindOf(kind), payload }],
  };
}
