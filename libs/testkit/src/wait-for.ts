import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';

/** What a probe may answer: the fact, or that it is not there yet. */
export type Probe<T> = () => Promise<T | undefined | false> | T | undefined | false;

/**
 * Waits for a fact instead of sleeping: asks until the probe answers something other than `undefined` or `false`.
 * A probe that throws is asked again. Fails with `what` and the last thing seen.
 */
export async function waitFor<T>(
  what: string,
  probe: Probe<T>,
  o: { timeoutMs?: number; everyMs?: number } = {},
): Promise<T> {
  const { timeoutMs = 15_000, everyMs = 25 } = o;
  const deadline = Date.now() + timeoutMs;
  let last = 'nothing';
  for (;;) {
    try {
      const seen = await probe();
      if (seen !== undefined && seen !== false) return seen;
      last = String(seen);
    } catch (error) {
      last = inspect(error, { depth: 4, breakLength: 120 });
    }
    if (Date.now() >= deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}. Last seen: ${last}`);
    await pause(everyMs);
  }
}
