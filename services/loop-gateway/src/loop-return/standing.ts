import type { LoopReturnEvent } from './events.js';
import { bringsMore, givenBy, givenOf } from './given.js';
import { isPartlyProcessed, leavesNoTrace, outcomesOf, type ReturnSnapshot } from './snapshot.js';
import type { LoopReturn } from './state.js';

/** What a newer snapshot says about where the return stands. `state` is what was known before it. */
export function standing(returnId: string, snapshot: ReturnSnapshot, state: LoopReturn): LoopReturnEvent[] {
  if (snapshot.state === 'closed') return closing(returnId, snapshot, state);
  const isPartly = isPartlyProcessed(snapshot, state.told?.exchangeOrders ?? []);
  return [...moved(returnId, snapshot, state), ...(isPartly ? processed(returnId, snapshot, state) : [])];
}

function moved(returnId: string, snapshot: ReturnSnapshot, { stage }: LoopReturn): LoopReturnEvent[] {
  const occurredAt = snapshot.updatedAt;
  const at = occurredAt.toISOString();
  if (snapshot.state === stage.name) return [];
  switch (snapshot.state) {
    case 'open':
    case 'closed':
      return [];
    case 'review':
      return [{ type: 'ReturnFlagged', data: { returnId, flaggedAt: at }, occurredAt }];
    case 'cancelled':
      return [{ type: 'ReturnCancelled', data: { returnId, cancelledAt: at }, occurredAt }];
    case 'expired':
      return [{ type: 'ReturnExpired', data: { returnId, expiredAt: at }, occurredAt }];
  }
}

/**
 * Closed with an outcome, or after our request was surely taken on, is processed; closed without either gave the shopper nothing,
 * unless what was promised leaves no trace. A request of which nobody knows whether it arrived proves nothing.
 */
function closing(returnId: string, snapshot: ReturnSnapshot, state: LoopReturn): LoopReturnEvent[] {
  const isProven = outcomesOf(snapshot).length > 0 || (state.request === 'queued' && isOurs(state));
  if (isProven || leavesNoTrace(snapshot)) return processed(returnId, snapshot, state);
  const { name } = state.stage;
  if (name === 'processed' || name === 'closed' || name === 'cancelled') return [];
  const occurredAt = snapshot.updatedAt;
  return [{ type: 'ReturnClosed', data: { returnId, closedAt: occurredAt.toISOString() }, occurredAt }];
}

/** True when what closed the return may be our own request, and nobody else's. */
function isOurs({ request, trouble }: LoopReturn): boolean {
  return (request === 'requested' || request === 'queued') && trouble?.kind !== 'failed';
}

function processed(returnId: string, snapshot: ReturnSnapshot, state: LoopReturn): LoopReturnEvent[] {
  const { updatedAt: occurredAt } = snapshot;
  const given = givenBy(snapshot, snapshot.state !== 'closed');
  const data = { returnId, processedAt: occurredAt.toISOString(), ...given, processedByUs: isOurs(state) };
  return bringsMore(givenOf(data), state.given) ? [{ type: 'ReturnProcessed', data, occurredAt }] : [];
}
