import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';

/** What became of an item in a run. */
export const itemResults = ['CREATED', 'UPDATED', 'SKIPPED', 'ERROR'] as const;
export type ItemResult = (typeof itemResults)[number];

/** How much of a person's attention it wants. Nothing but an `ERROR` makes a run other than a success. */
export const severities = ['INFO', 'WARN', 'ERROR'] as const;
export type Severity = (typeof severities)[number];

/** One look at one item, as the screen of a run shows it. */
export interface Outcome {
  readonly runId: string;
  /** Tells the rows of a run apart, in their order. */
  readonly seq: number;
  readonly job: string;
  /** What it is: `return`, `return-authorization`, `receipt`, `refund`, `order`, `inventory`. */
  readonly entity: string;
  readonly externalId: string;
  /** Null for what belongs to no return that is known. */
  readonly returnId: string | null;
  /** The document of RLM that came of it. */
  readonly document: string | null;
  readonly result: ItemResult;
  readonly severity: Severity;
  /** The screen's "Error Message" column, which also holds what is none. */
  readonly message: string | null;
  /** The call that brought it about, under which it can be made again. */
  readonly callKey: string | null;
}

export const publishedEvents = ['TaskOpened', 'TaskClosed'] as const;

/** Everything on a `rlm-job-item` stream. */
export type JobItemEvent =
  | Published<(typeof publishedEvents)[number]>
  | DomainEvent<'JobItemRecorded', Outcome>
  /** A person had the counter of its attempts begin again. */
  | DomainEvent<'JobItemRetried', { by: string; reason: string }>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = { JobItemRecorded: [], JobItemRetried: [] } satisfies PrivateEvents<
  JobItemEvent,
  typeof publishedEvents
>;
