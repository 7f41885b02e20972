import { nothing, type CallIntent } from '@backhaul/contracts';
import type { RaDecision } from './decide.js';
import { exportDecision, isComplete } from './export-decision.js';
import type { Receipt } from './receipt.js';
import type { ReturnAuthorization } from './state.js';

export const readReceiptsEffect = 'threepl.read-receipts';

/** Without a final receipt for so long, what came is taken as all that came (contracts/rlm-and-3pl.md §3.2). */
export const FINAL_WITHIN_MS = 5 * 24 * 3_600_000;
/** Clocks differ; nothing of this RA can be older than this before it was asked for. */
const CLOCK_SLACK_MS = 24 * 3_600_000;

/** Which receipts of the warehouse to read. */
export interface ReceiptsWanted {
  readonly returnId: string;
  readonly raNumber: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** The receipt that nothing final followed; null when the list is read for the decision. */
  readonly overdue: string | null;
}

/** Once everything known is in the ERP, the warehouse's list is read; then the return is cleared or held. */
export function afterPosting(returnId: string, at: Date, state: ReturnAuthorization): RaDecision {
  if (state.decided || !isComplete(state)) return nothing;
  if (state.listRead === 'read') return { events: exportDecision(returnId, at, state), calls: [] };
  if (state.listRead === 'asked') return nothing;
  return {
    events: [{ type: 'ReceiptsAsked', data: {}, occurredAt: at }],
    // A receipt that was overtaken or lost on its way must not be missing from the comparison.
    calls: [{ key: `receipts:${returnId}`, kind: readReceiptsEffect, payload: wanted(returnId, null, state) }],
  };
}

/** A receipt that is not final starts a wait. In a lane of its own: it must hold up no other call of the return. */
export function overdueCall(returnId: string, receipt: Receipt, state: ReturnAuthorization): CallIntent[] {
  const { receiptId, receivedAt, final } = receipt;
  if (final) return [];
  const call = {
    key: `receipts:${returnId}:${receiptId}`,
    kind: readReceiptsEffect,
    payload: wanted(returnId, receiptId, state),
    lane: `receiving-${returnId}`,
    notBefore: new Date(Date.parse(receivedAt) + FINAL_WITHIN_MS),
  };
  return [call];
}

function wanted(
  returnId: string,
  overdue: string | null,
  { raNumber, requested }: ReturnAuthorization,
): ReceiptsWanted {
  const since = new Date(Date.parse(requested?.requestedAt ?? '') - CLOCK_SLACK_MS).toISOString();
  return { returnId, raNumber: raNumber ?? '', since, overdue };
}
