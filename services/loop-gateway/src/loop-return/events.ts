import type { DomainEvent, Published } from '@backhaul/contracts';
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
  | DomainEvent<'NotePlanned', { causeId: string }>;
