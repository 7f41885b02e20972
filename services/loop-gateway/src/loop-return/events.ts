import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';
import type { LeftCall } from './left-calls.js';
import type { Seen } from './state.js';

/** What this service tells the others about a return. */
export const publishedEvents = [
  'ReturnInitiated',
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
  | DomainEvent<'ClearanceReceived', { documentNumber: string; process: 'backhaul' | 'observe' }>
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
  | DomainEvent<'CallCarriedOut', { call: string }>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  SnapshotTaken: [withLabel],
  ReturnAccepted: [],
  ClearanceReceived: [],
  ProcessingRequested: [],
  ProcessingQueued: [],
  ProcessingRefused: [],
  BackgroundFailureSeen: [],
  ProcessingDoubted: [],
  HoldNoted: [],
  NotePlanned: [],
  CallLeftToPerson: [],
  CallCarriedOut: [],
} satisfies PrivateEvents<LoopReturnEvent, typeof publishedEvents>;

/** Version 1 knew no address of the shipping label. */
function withLabel({ parcel, ...seen }: Omit<Seen, 'parcel'> & { parcel: Omit<Seen['parcel'], 'labelUrl'> }): Seen {
  return { ...seen, parcel: { ...parcel, labelUrl: null } };
}
