import type { JobName } from './names.js';

/** What a run looks at. */
export interface Scope {
  readonly merchantId: string;
  /** The window, both ends included: what shares the watermark's very time is seen again rather than lost. */
  readonly from: Date;
  readonly to: Date;
  /** External ids that a person named; null: whatever is in the window. */
  readonly ids: readonly string[] | null;
  /** External ids of items that failed and have no call that could be made again. */
  readonly again: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * What a job looks for by itself, beside the calls that it makes again. It sees everything of its scope at least once and hands each
 * item over durably, in a transaction of its own, before it returns; an item that fails is written with `jobLog.record`. It throws
 * only when a page could not be read: then the run has failed, and the next one begins where this one did.
 */
export interface JobScan {
  readonly job: JobName;
  /** Gives how many items it looked at. */
  scan(scope: Scope): Promise<number>;
}
