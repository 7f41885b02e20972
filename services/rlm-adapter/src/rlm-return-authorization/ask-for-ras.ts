import { nothing } from '@backhaul/contracts';
import type { RaDraft } from './authorize.js';
import type { RaDecision } from './decide.js';
import type { ReturnAuthorization } from './state.js';

export const createRaEffect = 'rlm.create-ra';

/** Asks for the RAs, with the words that stand there now. RLM has at most one set of them per return, whatever the key. */
export function createRa(returnId: string, { requested, named }: ReturnAuthorization): RaDecision {
  if (requested === null) return nothing;
  const { externalReturnId, order, parcel, lines, policy } = requested;
  const payload: RaDraft = { returnId, externalReturnId, order, parcel, lines, policy };
  const key = named === 0 ? `ra:${returnId}` : `ra:${returnId}:${named}`;
  return { events: [], calls: [{ key, kind: createRaEffect, payload }] };
}
