/** Waits; ends at once when the signal is aborted. Never throws. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** Resolves true when the work ends in time, false when it does not. The work goes on. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const enough = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(ms, enough.signal).then(() => false)]);
  } finally {
    enough.abort();
  }
}
