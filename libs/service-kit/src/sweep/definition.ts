/** One run over one merchant. */
export interface SweepRun {
  merchantId: string;
  /** What the last full run returned: a time or a cursor, as the sweep itself wrote it; null on the first run. */
  watermark: string | null;
  /** Aborted when the service stops; pass it to every call. */
  signal: AbortSignal;
}

/** A job that repeats for each of its merchants. */
export interface SweepDefinition {
  /** Unique within the service: `loop-returns`. */
  name: string;
  everyMs: number;
  merchants: readonly string[];
  /**
   * Sees everything since the watermark, and returns how far it has surely seen (null keeps the old mark). Runs again
   * after a failure, from the same mark, so what it does must be idempotent.
   */
  run(run: SweepRun): Promise<string | null>;
}

/** How a sweep of one merchant fares. */
export interface SweepStatus {
  sweep: string;
  merchantId: string;
  running: boolean;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  /** Code of the last failure, null after a success. */
  failure: string | null;
  /** Failures in a row. */
  failures: number;
}
