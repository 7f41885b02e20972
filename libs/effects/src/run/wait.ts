import { setTimeout as timer } from 'node:timers/promises';

/** Waits without keeping the process alive. */
export async function pause(ms: number): Promise<void> {
  await timer(ms, undefined, { ref: false });
}

/** Resolves when the work has ended, however it ended, or when the time is up; tells which. */
export async function endedWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const stopwatch = new AbortController();
  const ended = work.then(
    () => true,
    () => true,
  );
  const late = timer(ms, false, { signal: stopwatch.signal }).catch(() => false);
  const result = await Promise.race([ended, late]);
  stopwatch.abort();
  return result;
}
