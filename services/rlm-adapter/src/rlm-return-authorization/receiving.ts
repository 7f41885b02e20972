import { nothing, type CallIntent } from '@backhaul/contracts';
import type { RaDecision } from './decide.js';
import { exportDecision, isComplete } from './export-decision.js';
import type { Arrival } from './receipts.js';
import { raOf, type ReturnAuthorization } from './state.js';

export const readReceiptsEffect = 'threepl.read-receipts';

const DAY_MS = 24 * 3_600_000;
/** Clocks differ; nothing of this RA can be older than this before it was asked for. */
const CLOCK_SLACK_MS = DAY_MS;

/** Which receipts of the warehouse to read. */
export interface ReceiptsWanted {
  readonly returnId: string;
  readonly raNumber: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** The receipt that nothing final followed; null when the list is read for the decision. */
  readonly overdue: string | null;
  /** The list is read because nothing at all came in so many days; left out: it is read for another reason. */
  readonly nothingCameInDays?: number;
}

/** Once everything known of an RA is in the ERP, the warehouse's list for it is read; then the return is cleared or held. */
export function afterPosting(returnId: string, raNumber: string, at: Date, state: ReturnAuthorization): RaDecision {
  const ra = raOf(raNumber, state);
  if (state.decided || ra === undefined || !isComplete(ra, state)) return nothing;
  if (ra.listRead === 'read') return { events: exportDecision(returnId, at, state), calls: [] };
  if (ra.listRead === 'asked') return nothing;
  const payload = wanted({ returnId, raNumber, overdue: null }, state);
  return {
    events: [{ type: 'ReceiptsAsked', data: { raNumber }, occurredAt: at }],
    // A receipt that was overtaken or lost on its way must not be missing from the comparison.
    calls: [{ key: `receipts-of:${returnId}:${raNumber}`, kind: readReceiptsEffect, payload }],
  };
}

/** A receipt that is not final starts a wait. In a lane of its own: it must hold up no other call of the return. */
export function overdueCall(arrival: Arrival, state: ReturnAuthorization): CallIntent[] {
  const { returnId, raNumber } = arrival;
  const { receiptId, receivedAt, final } = arrival.receipt;
  const days = state.requested?.policy.receiving.finalWithinDays;
  if (final || days === undefined) return [];
  const call = {
    key: `receipts:${returnId}:${receiptId}`,
    kind: readReceiptsEffect,
    payload: wanted({ returnId, raNumber, overdue: receiptId }, state),
    lane: `receiving-${returnId}`,
    notBefore: new Date(Date.parse(receivedAt) + days * DAY_MS),
  };
  return [call];
}

/** The warehouse knows what to expect: if nothing has come after all these days, a person is to look. */
export function arrivalCall(returnId: string, raNumber: string, at: Date, state: ReturnAuthorization): CallIntent[] {
  const days = state.requested?.policy.receiving.neverArrivesDays;
  if (days === undefined) return [];
  const call = {
    key: `arrival:${returnId}:${raNumber}`,
    kind: readReceiptsEffect,
    payload: { ...wanted({ returnId, raNumber, overdue: null }, state), nothingCameInDays: days },
    lane: `arrival-${returnId}`,
    notBefore: new Date(at.getTime() + days * DAY_MS),
  };
  return [call];
}

function wanted(which: Omit<ReceiptsWanted, 'since'>, { requested }: ReturnAuthorization): ReceiptsWanted {
  const since = new Date(Date.parse(requested?.requestedAt ?? '') - CLOCK_SLACK_MS).toISOString();
  return { ...which, since };
}
