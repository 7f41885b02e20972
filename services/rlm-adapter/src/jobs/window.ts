import type { Trigger } from './run/events.js';

/** What was committed late is read all the same; the overlap's repetitions are known by their keys. */
export const OVERLAP_MS = 10 * 60_000;
const FIRST_LOOK_BACK_MS = 7 * 24 * 3_600_000;
/** A run takes a while, so the next tick may be that late without another one having been missed. */
const LATE_MS = 10_000;

/** A period, both ends included. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** From a while before the watermark until now. */
export function windowSince(watermark: Date | null, now: Date): Window {
  const from = watermark === null ? now.getTime() - FIRST_LOOK_BACK_MS : watermark.getTime() - OVERLAP_MS;
  return { from: new Date(from), to: now };
}

/** Why a run that nobody asked for begins now. */
export function triggerOfTick(tickedAt: Date | null, now: Date, everyMs: number): Trigger {
  const longest = everyMs + Math.max(everyMs, LATE_MS);
  const missed = tickedAt !== null && now.getTime() - tickedAt.getTime() > longest;
  return missed ? 'CATCHUP' : 'SCHEDULE';
}
