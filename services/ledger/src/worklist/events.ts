import type { DomainEvent, EventData, PrivateEvents } from '@backhaul/contracts';

/** Private: a task was opened, by whichever service, so that the worklist can always be worked out again. */
export type OpeningNoted = DomainEvent<
  'OpeningNoted',
  { readonly service: string; readonly task: EventData<'TaskOpened'> }
>;

/** Private: the work of a task was seen to be done. */
export type ClosingNoted = DomainEvent<'ClosingNoted', { readonly closing: EventData<'TaskClosed'> }>;

/** Events of a task on the worklist. */
export type WorklistEvent = OpeningNoted | ClosingNoted;

/** None of them goes on the bus: the service that opened the task has told it already. */
export const privateEvents = { OpeningNoted: [], ClosingNoted: [] } satisfies PrivateEvents<WorklistEvent, readonly []>;
