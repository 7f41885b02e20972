import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';
import { zero, type Money } from '@backhaul/money';
import type { PersonsCommand } from './commands.js';
import type { LeftCall } from './left-calls.js';
import type { ProcessOwner } from './process-owner.js';
import type { Seen } from './state.js';

/** What this service tells the others about a return. */
export const publishedEvents = [
  'ReturnInitiated',
  'ReturnRevised',
  'ReturnUnitsRemoved',
  'ParcelProgressed',
  'ReturnFlagged',
  'ReturnProcessed',
  'ReturnProcessingFailed',
  'ReturnClosed',
  'ReturnCancelled',
  'ReturnExpired',
  'TaskOpened',
  'TaskClosed',
] as const;

/** Everything on a `loop-return` stream: the published events and those that only this service needs. */
export type LoopReturnEvent =
  | Published<(typeof publishedEvents)[number]>
  /** A snapshot was taken in: how far we have read, and what the return holds. */
  | DomainEvent<'SnapshotTaken', Seen>
  | DomainEvent<'ReturnAccepted', { documentNumber: string; documentKind: string }>
  | DomainEvent<'AuthorizationVoided', { documentNumber: string }>
  | DomainEvent<'ClearanceReceived', { documentNumber: string; process: ProcessOwner }>
  | DomainEvent<'ProcessingRequested', { key: string }>
  | DomainEvent<'ProcessingQueued', { key: string }>
  /** `ended`: only because the return had ended already. */
  | DomainEvent<'ProcessingRefused', { reason: string; ended: boolean; at: string }>
  | DomainEvent<'BackgroundFailureSeen', { message: string | null; at: string }>
  /** Nobody knows what became of the request; a person was asked. */
  | DomainEvent<'ProcessingDoubted', { reason: string; at: string }>
  | DomainEvent<'HoldNoted', { causeId: string }>
  | DomainEvent<'NotePlanned', { causeId: string }>
  /** Nobody knows whether a flag or a note is there, or it was refused; a person was asked. */
  | DomainEvent<'CallLeftToPerson', { call: string; left: LeftCall }>
  | DomainEvent<'CallCarriedOut', { call: string }>
  /** Asked for by a person, over our API. */
  | DomainEvent<'PersonAsked', { ask: PersonsCommand['kind']; call: string }>
  /** Processed by a system that nobody told us of. */
  | DomainEvent<'ForeignProcessingSeen', { processedAt: string }>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  SnapshotTaken: [withLabel, withPromises],
  ReturnAccepted: [],
  AuthorizationVoided: [],
  ClearanceReceived: [withOwner],
  ProcessingRequested: [],
  ProcessingQueued: [],
  ProcessingRefused: [],
  BackgroundFailureSeen: [],
  ProcessingDoubted: [],
  HoldNoted: [],
  NotePlanned: [],
  CallLeftToPerson: [],
  CallCarriedOut: [],
  PersonAsked: [],
  ForeignProcessingSeen: [],
} satisfies PrivateEvents<LoopReturnEvent, typeof publishedEvents>;

interface SnapshotTakenV1 {
  state: Seen['state'];
  updatedAt: string;
  contents: { digest: string; units: string; refund: Money };
  contentsSince: string;
  parcel: Omit<Seen['parcel'], 'labelUrl'>;
  outcomes: readonly string[];
}
type SnapshotTakenV2 = Omit<SnapshotTakenV1, 'parcel'> & Pick<Seen, 'parcel'>;

/** Version 1 knew no address of the shipping label. */
function withLabel({ parcel, ...seen }: SnapshotTakenV1): SnapshotTakenV2 {
  return { ...seen, parcel: { ...parcel, labelUrl: null } };
}

/**
 * Version 2 kept the refund alone of what was promised, and digests that mean nothing any more: so the next reading is news, and
 * brings the rest. Nor did it know who processes; an owner of whom nothing is expected accuses nobody.
 */
function withPromises({ contents, contentsSince: _, ...seen }: SnapshotTakenV2): Seen {
  const { refund, digest } = contents;
  const nothing = zero(refund.currency);
  const promised = { refund, storeCredit: nothing, exchangeCredit: nothing, upsell: nothing };
  return { ...seen, digest, promised, owesExchange: false, owner: 'person' };
}

/** Version 1 knew no more of somebody else than that it was not us. */
function withOwner({ process, ...clearance }: { documentNumber: string; process: 'backhaul' | 'observe' }) {
  return { ...clearance, process: process === 'observe' ? ('person' as const) : process };
}
