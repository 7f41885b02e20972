import type { DomainEvent, Published } from '@backhaul/contracts';

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
] as const;

/** Everything on a `loop-return` stream: the published events and those that only this service needs. */
export type LoopReturnEvent =
  | Published<(typeof publishedEvents)[number]>
  /** A snapshot was taken in: how far we have read, and what the return holds. */
  | DomainEvent<'SnapshotTaken', { updatedAt: string; contents: string; state: 'open' | 'review' }>
  | DomainEvent<'ReturnAccepted', { documentNumber: string; documentKind: string }>
  | DomainEvent<'ClearanceReceived', { documentNumber: string; process: 'backhaul' | 'observe' }>
  | DomainEvent<'ProcessingRequested', { key: string }>
  | DomainEvent<'ProcessingQueued', { key: string }>
  | DomainEvent<'ProcessingRefused', { reason: string }>
  | DomainEvent<'HoldNoted', { causeId: string }>
  | DomainEvent<'NotePlanned', { causeId: string }>;
