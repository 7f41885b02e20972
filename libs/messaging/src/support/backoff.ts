/** How long to wait before an attempt is repeated: doubles from `firstMs` to `maxMs`. */
export interface Backoff {
  firstMs: number;
  maxMs: number;
}

/**
 * The wait after the given failed attempt (1 is the first), in milliseconds. `random` in [0, 1) takes up to half of it away,
 * so that many waiters do not come back in the same instant.
 */
export function backoffMs({ firstMs, maxMs }: Backoff, attempt: number, random: number = Math.random()): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full * (1 - random / 2));
}
