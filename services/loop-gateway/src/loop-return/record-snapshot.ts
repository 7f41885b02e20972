import { nothing } from '@backhaul/contracts';
import type { Command } from './commands.js';
import type { LoopReturnDecision } from './decide.js';
import type { LoopReturnEvent } from './events.js';
import { contentsOf, digestOf, promisedBy } from './contents.js';
import { revision } from './revision.js';
import { isSameParcel, outcomesOf, type Parcel } from './snapshot.js';
import { standing } from './standing.js';
import type { LoopReturn, Seen, Stage } from './state.js';

type RecordSnapshot = Command<'RecordSnapshot'>;

/** Turns a snapshot into the facts that are new in it. Older snapshots and repetitions yield nothing. */
export function recordSnapshot(command: RecordSnapshot, state: LoopReturn): LoopReturnDecision {
  const { returnId, snapshot } = command;
  if (state.seen === null && snapshot.units.length === 0) return nothing; // nothing to send back, nothing to tell
  const now = seenNow(command, state);
  if (state.seen !== null && bringsNothing(now, state.seen, state.stage)) return nothing;
  const taken: LoopReturnEvent = { type: 'SnapshotTaken', data: now, occurredAt: snapshot.updatedAt };
  const initiated = state.seen === null ? [initiation(command)] : [];
  const progressed = state.seen === null ? [] : progress(returnId, now, state.parcel);
  const told = [...initiated, ...revision(returnId, snapshot, state), ...progressed];
  return { events: [...told, taken, ...standing(returnId, snapshot, state)], calls: [] };
}

function seenNow({ snapshot, owner }: RecordSnapshot, { told }: LoopReturn): Seen {
  const { state, updatedAt, parcel, amounts, owesExchange } = snapshot;
  return {
    state,
    updatedAt: updatedAt.toISOString(),
    digest: digestOf(contentsOf(snapshot, told)),
    promised: promisedBy(amounts),
    parcel,
    outcomes: outcomesOf(snapshot),
    owesExchange,
    owner,
  };
}

function bringsNothing(now: Seen, before: Seen, stage: Stage): boolean {
  if (now.updatedAt < before.updatedAt || undoesEnd(now, before, stage)) return true;
  // Read times have whole seconds only, so within one second every difference counts as news.
  return (
    now.updatedAt === before.updatedAt &&
    now.state === before.state &&
    now.digest === before.digest &&
    now.owesExchange === before.owesExchange &&
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
  const { externalReturnId, order, outcome, parcel, multiCurrency, createdAt } = snapshot;
  const head = { returnId, externalReturnId, order, outcome, parcel, multiCurrency };
  const data = { ...head, ...contentsOf(snapshot, null), initiatedAt: createdAt.toISOString(), learnedVia };
  return { type: 'ReturnInitiated', data, occurredAt: createdAt };
}

/** A parcel goes on after the return has been processed, too. One that is not shown (`N/A`) is no news of it. */
function progress(returnId: string, { parcel, updatedAt }: Seen, told: Parcel): LoopReturnEvent[] {
  const { status, carrier, trackingNumber, labelUrl } = parcel;
  if (status === null || isSameParcel(parcel, told)) return [];
  const data = { returnId, status, carrier, trackingNumber, labelUrl, progressedAt: updatedAt };
  return [{ type: 'ParcelProgressed', data, occurredAt: new Date(updatedAt) }];
}
