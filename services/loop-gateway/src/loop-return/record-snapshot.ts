import { nothing } from '@backhaul/contracts';
import type { Command } from './commands.js';
import type { LoopReturnDecision } from './decide.js';
import type { LoopReturnEvent } from './events.js';
import { contentsOf, isSameParcel, outcomesOf, type Parcel, type ReturnSnapshot } from './snapshot.js';
import { standing } from './standing.js';
import type { LoopReturn, Seen, Stage } from './state.js';

type RecordSnapshot = Command<'RecordSnapshot'>;

/** Turns a snapshot into the facts that are new in it. Older snapshots and repetitions yield nothing. */
export function recordSnapshot(command: RecordSnapshot, state: LoopReturn): LoopReturnDecision {
  const { returnId, snapshot } = command;
  if (state.seen === null && snapshot.units.length === 0) return nothing; // nothing to send back, nothing to tell
  const now = seenNow(snapshot, state.seen);
  if (state.seen !== null && bringsNothing(now, state.seen, state.stage)) return nothing;
  const taken: LoopReturnEvent = { type: 'SnapshotTaken', data: now, occurredAt: snapshot.updatedAt };
  const initiated = state.seen === null ? [initiation(command)] : [];
  const progressed = state.seen === null ? [] : progress(returnId, now, state.parcel);
  return { events: [...initiated, ...progressed, taken, ...standing(returnId, snapshot, state)], calls: [] };
}

function seenNow(snapshot: ReturnSnapshot, before: Seen | null): Seen {
  const updatedAt = snapshot.updatedAt.toISOString();
  const contents = contentsOf(snapshot);
  return {
    state: snapshot.state,
    updatedAt,
    contents,
    contentsSince: before?.contents.digest === contents.digest ? before.contentsSince : updatedAt,
    parcel: snapshot.parcel,
    outcomes: outcomesOf(snapshot),
  };
}

function bringsNothing(now: Seen, before: Seen, stage: Stage): boolean {
  if (now.updatedAt < before.updatedAt || undoesEnd(now, before, stage)) return true;
  // Read times have whole seconds only, so within one second every difference counts as news.
  return (
    now.updatedAt === before.updatedAt &&
    now.state === before.state &&
    now.contents.digest === before.contents.digest &&
    now.outcomes.join() === before.outcomes.join() &&
    isSameParcel(now.parcel, before.parcel)
  );
}

/** What has ended does not come back (contracts/loop.md §3.1); only a lapsed return may, by a late scan (§5.1). */
function undoesEnd(now: Seen, before: Seen, { name }: Stage): boolean {
  switch (name) {
    case 'processed':
    case 'closed':
      return now.state !== 'closed';
    case 'cancelled':
      return now.state !== 'cancelled' && now.state !== 'closed';
    case 'expired':
      return (now.state === 'open' || now.state === 'review') && now.updatedAt === before.updatedAt;
    case 'unknown':
    case 'open':
    case 'review':
      return false;
  }
}

function initiation({ returnId, snapshot, learnedVia }: RecordSnapshot): LoopReturnEvent {
  const { externalReturnId, order, outcome, shopper, createdAt } = snapshot;
  const { units, exchangeItems, exchangeOrders, amounts, parcel, gift, multiCurrency } = snapshot;
  const initiatedAt = createdAt.toISOString();
  const head = { returnId, externalReturnId, order, outcome, shopper, gift, multiCurrency };
  const data = { ...head, units, exchangeItems, exchangeOrders: [...exchangeOrders], amounts, parcel };
  return { type: 'ReturnInitiated', data: { ...data, initiatedAt, learnedVia }, occurredAt: createdAt };
}

/** A parcel goes on after the return has been processed, too. One that is not shown (`N/A`) is no news of it. */
function progress(returnId: string, { parcel, updatedAt }: Seen, told: Parcel): LoopReturnEvent[] {
  const { status, carrier, trackingNumber, labelUrl } = parcel;
  if (status === null || isSameParcel(parcel, told)) return [];
  const data = { returnId, status, carrier, trackingNumber, labelUrl, progressedAt: updatedAt };
  return [{ type: 'ParcelProgressed', data, occurredAt: new Date(updatedAt) }];
}
