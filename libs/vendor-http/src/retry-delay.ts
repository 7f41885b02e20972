import type { VendorError } from './vendor-error.js';

/** How long a read waits before its next attempt; undefined when another attempt is no use. */
export function retryDelay(
  error: VendorError,
  attempt: number,
  { firstDelayMs = 250, longestDelayMs = 30_000 }: { firstDelayMs?: number; longestDelayMs?: number },
  random: () => number = Math.random,
): number | undefined {
  if (!worthRetrying(error)) return undefined;
  // Half fixed, half random: replicas that failed together do not come back together.
  const backoff = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
  const wait = Math.max(backoff * (0.5 + random() / 2), error.retryAfterMs ?? 0);
  return wait > longestDelayMs ? undefined : Math.ceil(wait);
}

function worthRetrying({ code, retryable }: VendorError): boolean {
  // The key does not get better by itself; an open breaker and an abort mean "not now".
  return retryable && code !== 'VENDOR_UNAUTHORIZED' && code !== 'VENDOR_CIRCUIT_OPEN' && code !== 'VENDOR_ABORTED';
}
