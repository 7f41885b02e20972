import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';

/** What a probe may answer: the fact, or `undefined` or `false` while it is not there yet. */
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
  while (Date.now() < deadline) {
    const asked = await ask(probe, deadline - Date.now());
    if ('fact' in asked) return asked.fact;
    last = asked.seen;
    await pause(everyMs);
  }
  throw new Error(`Waited ${timeoutMs} ms in vain for ${what}. Last seen: ${last}`);
}

async function ask<T>(probe: Probe<T>, withinMs: number): Promise<{ fact: T } | { seen: string }> {
  const giveUp = new AbortController();
  const silence = pause(withinMs, { seen: 'the probe has not answered' }, { signal: giveUp.signal });
  try {
    return await Promise.race([answerOf(probe), silence]);
  } catch (error) {
    return { seen: inspect(error, { depth: 4, breakLength: 120 }) };
  } finally {
    silence.catch(() => undefined);
    giveUp.abort();
  }
}

async function answerOf<T>(probe: Probe<T>): Promise<{ fact: T } | { seen: string }> {
  const seen = await probe();
  return seen === undefined || seen === false ? { seen: String(seen) } : { fact: seen };
}
