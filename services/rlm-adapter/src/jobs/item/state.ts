import type { JobItemEvent, Outcome } from './events.js';

/** After so many failures in a row an item is left to a person (contracts/rlm-and-3pl.md §3.1). */
export const MOST_ATTEMPTS = 10;

/** How many rows of an item its screen keeps; the stream has them all. */
const ROWS_SHOWN = 50;

export type RetryState = 'NONE' | 'PENDING' | 'DEAD';

/** One row of the screen. `attempt` counts the failures in a row up to it, and is 1 for what went well at once. */
export interface Row extends Outcome {
  readonly at: Date;
  readonly attempt: number;
  readonly retryState: RetryState;
}

/** One item of a job, with everything that became of it. */
export interface JobItem {
  readonly rows: readonly Row[];
  /** Failures in a row. */
  readonly failures: number;
  /** The calls that failed and have not succeeded since; `''` stands for work that is no call. */
  readonly failing: readonly string[];
  /** The task that waits for a person. */
  readonly task: string | null;
}

export const initial: JobItem = { rows: [], failures: 0, failing: [], task: null };

export function retryStateOf({ failures, failing }: Pick<JobItem, 'failures' | 'failing'>): RetryState {
  if (failing.length === 0) return 'NONE';
  return failures >= MOST_ATTEMPTS ? 'DEAD' : 'PENDING';
}

/** Applies one event. */
export function evolve(state: JobItem, event: JobItemEvent): JobItem {
  switch (event.type) {
    case 'JobItemRecorded':
      return recorded(state, event.data, event.occurredAt);
    case 'JobItemRetried':
      return { ...state, failures: 0 };
    case 'TaskOpened':
      return { ...state, task: event.data.taskId };
    case 'TaskClosed':
      return { ...state, task: null };
  }
}

function recorded(state: JobItem, outcome: Outcome, at: Date): JobItem {
  const tally = tallied(state, outcome);
  const attempt = outcome.result === 'ERROR' ? tally.failures : state.failures + 1;
  const row: Row = { ...outcome, at, attempt, retryState: retryStateOf(tally) };
  return { ...state, ...tally, rows: [...state.rows, row].slice(-ROWS_SHOWN) };
}

function tallied({ failures, failing }: JobItem, { result, callKey }: Outcome): Pick<JobItem, 'failures' | 'failing'> {
  const others = failing.filter((key) => key !== (callKey ?? ''));
  if (result === 'ERROR') return { failures: failures + 1, failing: [...others, callKey ?? ''] };
  return { failures: others.length === 0 ? 0 : failures, failing: others };
}
