import { nothing, type CallIntent } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import { exportDecision, isComplete } from './export-decision.js';
import type { Arrival } from './receipts.js';
import { raOf, receiptsOf, type ReturnAuthorization } from './state.js';

export const readReceiptsEffect = 'threepl.read-receipts';
export const arrivalDueEffect = 'rlm.arrival-due';

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

/** When the days are over in which something should have come of an RA. */
export interface ArrivalDue {
  readonly returnId: string;
  readonly raNumber: string;
  readonly days: number;
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

/** The warehouse knows what to expect: when all these days are over, it is looked whether something came. */
export function arrivalDueCall(returnId: string, raNumber: string, at: Date, state: ReturnAuthorization): CallIntent[] {
  const days = state.requested?.policy.receiving.neverArrivesDays;
  if (days === undefined) return [];
  const payload: ArrivalDue = { returnId, raNumber, days };
  const [key, lane] = [`arrival-due:${returnId}:${raNumber}`, `arrival-${returnId}`];
  return [{ key, kind: arrivalDueEffect, payload, lane, notBefore: new Date(at.getTime() + days * DAY_MS) }];
}

/** The days are over. Nearly always something has come, or is not awaited any more; only else is the warehouse's list read. */
export function checkArrival(
  { returnId, raNumber, days }: Extract<RaCommand, { kind: 'CheckArrival' }>,
  state: ReturnAuthorization,
): RaDecision {
  if (!isMissing(raNumber, state)) return nothing;
  const payload: ReceiptsWanted = {
    ...wanted({ returnId, raNumber, overdue: null }, state),
    nothingCameInDays: days,
  };
  const [key, lane] = [`arrival:${returnId}:${raNumber}`, `arrival-${returnId}`];
  return { events: [], calls: [{ key, kind: readReceiptsEffect, payload, lane }] };
}

/** Goods are still to come on the RA, and none have. */
export function isMissing(raNumber: string, state: ReturnAuthorization): boolean {
  const isOver = state.decided || state.ended !== null || state.processed !== null;
  return !isOver && raOf(raNumber, state)?.cancelling === 'no' && receiptsOf(raNumber, state).length === 0;
}

function wanted(which: Omit<ReceiptsWanted, 'since'>, { requested }: ReturnAuthorization): ReceiptsWanted {
  const since = new Date(Date.parse(requested?.requestedAt ?? '') - CLOCK_SLACK_MS).toISOString();
  return { ...which, since };
}
