import { nothing } from '@backhaul/contracts';
import { sum } from '@backhaul/money';
import type { LoopReturnCommand } from './commands.js';
import type { LoopReturnDecision } from './decide.js';
import type { LoopReturnEvent } from './events.js';
import { requestProcessing } from './processing.js';
import { contentsOf, showsOutcome, type ReturnSnapshot } from './snapshot.js';
import { evolve, type LoopReturn } from './state.js';
import { changedAfterAuthorization, voidAuthorization } from './tasks.js';

type RecordSnapshot = Extract<LoopReturnCommand, { kind: 'RecordSnapshot' }>;

/** Turns a snapshot into the facts that are new in it. Older snapshots and repetitions yield nothing. */
export function recordSnapshot(command: RecordSnapshot, state: LoopReturn): LoopReturnDecision {
  if (isKnown(command.snapshot, state)) return nothing;
  const events = [
    ...initiation(command, state),
    ...progress(command, state),
    ...changes(command, state),
    ...standing(command, state),
  ];
  const after = events.reduce(evolve, state);
  const processing = requestProcessing(command.returnId, command.snapshot.updatedAt, after);
  return { events: [...events, ...processing.events], calls: processing.calls };
}

/** An ended return does not come back; only a lapsed one may (contracts/loop.md §5.1, late scan). */
function isKnown(snapshot: ReturnSnapshot, { stage }: LoopReturn): boolean {
  switch (stage.name) {
    case 'unknown':
      return false;
    case 'processed':
    case 'closed':
    case 'cancelled':
      return true;
    case 'expired':
      return snapshot.state === 'expired';
    case 'open':
    case 'review':
      return isOlder(snapshot, stage);
  }
}

/** Read times have whole seconds only, so within one second a difference in content counts as news. */
function isOlder(snapshot: ReturnSnapshot, stage: Extract<LoopReturn['stage'], { updatedAt: string }>): boolean {
  const at = snapshot.updatedAt.toISOString();
  if (at !== stage.updatedAt) return at < stage.updatedAt;
  const sameParcel = snapshot.parcel.status === null || snapshot.parcel.status === stage.parcel;
  return snapshot.state === stage.name && contentsOf(snapshot) === stage.contents && sameParcel;
}

function initiation({ returnId, snapshot, learnedVia }: RecordSnapshot, state: LoopReturn): LoopReturnEvent[] {
  if (state.stage.name !== 'unknown') return [];
  const { externalReturnId, order, outcome, shopper, units, exchangeItems, amounts, parcel, createdAt } = snapshot;
  const initiatedAt = createdAt.toISOString();
  const data = { returnId, externalReturnId, order, outcome, shopper, units, exchangeItems, amounts, parcel };
  return [{ type: 'ReturnInitiated', data: { ...data, initiatedAt, learnedVia }, occurredAt: createdAt }];
}

function progress({ returnId, snapshot }: RecordSnapshot, { stage }: LoopReturn): LoopReturnEvent[] {
  const { status, carrier, trackingNumber } = snapshot.parcel;
  if (!('parcel' in stage) || status === null || status === stage.parcel) return [];
  const occurredAt = snapshot.updatedAt;
  const data = { returnId, status, carrier, trackingNumber, progressedAt: occurredAt.toISOString() };
  return [{ type: 'ParcelProgressed', data, occurredAt }];
}

/** An edit after the ERP has authorised the old contents needs a person: the documents no longer agree. */
function changes({ returnId, snapshot }: RecordSnapshot, { stage, authorization }: LoopReturn): LoopReturnEvent[] {
  const edited = 'contents' in stage && stage.contents !== contentsOf(snapshot);
  return edited && authorization !== null ? [changedAfterAuthorization(returnId, authorization, snapshot)] : [];
}

function standing(command: RecordSnapshot, state: LoopReturn): LoopReturnEvent[] {
  const { returnId, snapshot } = command;
  const occurredAt = snapshot.updatedAt;
  const at = occurredAt.toISOString();
  switch (snapshot.state) {
    case 'open':
      return [taken(snapshot, 'open')];
    case 'review': {
      const flagged: LoopReturnEvent = { type: 'ReturnFlagged', data: { returnId, flaggedAt: at }, occurredAt };
      return state.stage.name === 'review' ? [taken(snapshot, 'review')] : [taken(snapshot, 'review'), flagged];
    }
    case 'closed':
      return [closing(command, state)];
    case 'cancelled':
      return [
        { type: 'ReturnCancelled', data: { returnId, cancelledAt: at }, occurredAt },
        ...voidAuthorization(returnId, state.authorization, 'was cancelled', occurredAt),
      ];
    case 'expired':
      return [
        { type: 'ReturnExpired', data: { returnId, expiredAt: at }, occurredAt },
        ...voidAuthorization(returnId, state.authorization, 'has expired', occurredAt),
      ];
  }
}

/** Closed with an outcome, or queued by us, is processed; closed by hand without either gave the shopper nothing. */
function closing({ returnId, snapshot }: RecordSnapshot, state: LoopReturn): LoopReturnEvent {
  const occurredAt = snapshot.updatedAt;
  const at = occurredAt.toISOString();
  const processedByUs = state.processing === 'requested' || state.processing === 'queued';
  if (!processedByUs && !showsOutcome(snapshot)) {
    return { type: 'ReturnClosed', data: { returnId, closedAt: at }, occurredAt };
  }
  const refunded = sum(
    snapshot.refunds.map((refund) => refund.amount),
    snapshot.amounts.refund.currency,
  );
  const refundIds = snapshot.refunds.map((refund) => refund.refundId);
  const exchangeOrders = [...snapshot.exchangeOrders];
  const data = { returnId, processedAt: at, refundIds, refunded, exchangeOrders, processedByUs };
  return { type: 'ReturnProcessed', data, occurredAt };
}

function taken(snapshot: ReturnSnapshot, state: 'open' | 'review'): LoopReturnEvent {
  const data = { updatedAt: snapshot.updatedAt.toISOString(), contents: contentsOf(snapshot), state };
  return { type: 'SnapshotTaken', data, occurredAt: snapshot.updatedAt };
}
