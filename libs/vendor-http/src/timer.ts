import { pause } from './pause.js';

/** What a client measures and makes its waits with. */
export interface Timer {
  /** Milliseconds from any start; never goes back. */
  now(): number;
  /** Rejects with the signal's reason as soon as it is aborted. */
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

/** The machine's own, which no correction of its clock can turn back. */
export const machineTimer: Timer = { now: () => performance.now(), wait: pause };
