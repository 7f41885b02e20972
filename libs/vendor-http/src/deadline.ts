/** Marks an abort as ours: the time for the attempt is over. */
export const timedOut = Symbol('timed out');

/**
 * Runs `work` with a signal that fires after `ms` or with the caller's signal. The listener is taken off again: the
 * caller's signal may live as long as the service.
 */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(timedOut), ms);
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}
