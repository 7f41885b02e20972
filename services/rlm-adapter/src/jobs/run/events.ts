import type { DomainEvent, PrivateEvents } from '@backhaul/contracts';

/** Why a run began: its time had come, ticks had been missed, a person asked, or something happened. */
export const triggers = ['SCHEDULE', 'CATCHUP', 'MANUAL', 'EVENT'] as const;
export type Trigger = (typeof triggers)[number];

/** How a run ended. */
export const endings = ['SUCCESS', 'SUCCESS_WITH_ERRORS', 'FAILED', 'ABANDONED', 'SKIPPED_LOCKED'] as const;
export type Ending = (typeof endings)[number];

/** What a run is for. */
export interface Beginning {
  readonly job: string;
  readonly trigger: Trigger;
  /** The window that is looked at, both ends included, ISO 8601; null for work on single items. */
  readonly windowFrom: string | null;
  readonly windowTo: string | null;
  /** The items that a person named; null when the window counts. */
  readonly ids: readonly string[] | null;
  /** Who asked for it and why; null for a run by itself. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** How many items a run looked at, and what became of them. */
export interface Counts {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly errored: number;
}

/** Everything on a `rlm-job-run` stream. None of it is published. */
export type JobRunEvent =
  | DomainEvent<'JobRunStarted', Beginning>
  /** Another run had the job: this one did nothing. */
  | DomainEvent<'JobRunSkipped', Beginning & { message: string }>
  | DomainEvent<'JobRunFinished', { status: Ending; counts: Counts; message: string | null }>;

/** With the way from each older version of them. */
export const privateEvents = { JobRunStarted: [], JobRunSkipped: [], JobRunFinished: [] } satisfies PrivateEvents<
  JobRunEvent,
  []
>;
