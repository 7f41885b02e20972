/**
 * What became of a message, for metrics. handled: by its handler; duplicate: handled before; skipped: no handler for its type;
 * queued: behind a parked one of its key; parked: failed for good; retried: a passing failure; unfinished: to be delivered again.
 */
export type Outcome = 'handled' | 'duplicate' | 'skipped' | 'queued' | 'parked' | 'retried' | 'unfinished';

export interface Observed {
  outcome: Outcome;
  topic: string;
  partition: number;
  type: string | undefined;
  /** The error's code for parked and retried. */
  code?: string;
  /** From the first attempt to the outcome. */
  durationMs: number;
}
