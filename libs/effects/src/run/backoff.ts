/** How the wait grows from one failure to the next. */
export interface Backoff {
  /** The wait after the first failure. Default 500 ms. */
  baseMs?: number;
  /** The longest wait. Default 5 minutes. */
  maxMs?: number;
  /** In [0, 1). Default Math.random. */
  random?: () => number;
}

/**
 * Milliseconds to wait after the n-th failure in a row: doubles up to the maximum, and half of it is random, so that calls that
 * failed together do not come back together. Never shorter than what the vendor asked for.
 */
export function delayAfter(failures: number, backoff: Backoff, retryAfterMs = 0): number {
  const { baseMs = 500, maxMs = 300_000, random = Math.random } = backoff;
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(failures - 1, 30));
  const jittered = full / 2 + (full / 2) * random();
  return retryAfterMs > jittered ? retryAfterMs + (baseMs / 2) * random() : jittered;
}
