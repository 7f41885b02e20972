import { setTimeout as pause } from 'node:timers/promises';
import type { Simulators } from '@backhaul/launcher';
import type { PlannedReturn } from '../plan/returns.js';
import { submitPlanned } from './submit.js';
import type { Submitted } from './submitted.js';

export interface SubmissionOptions {
  readonly simulators: Simulators;
  readonly returns: readonly PlannedReturn[];
  /** Where the people find what they are to do. */
  readonly submitted: Map<string, Submitted>;
  readonly reached: (submitted: number) => void;
  readonly deadline: number;
}

/** So many returns are under way at most, so that the blows fall on returns in every step of their way. */
const mostUnderWay = (returns: number): number => Math.min(30, Math.max(5, Math.ceil(returns / 2)));
const LOOK_MS = 200;

/** Submits one return after the other, as fast as earlier ones are done with in Loop. */
export async function submitAll({
  simulators,
  returns,
  submitted,
  reached,
  deadline,
}: SubmissionOptions): Promise<void> {
  const open = (): number => simulators.loop.door.returns().filter(({ state }) => state === 'open').length;
  const most = mostUnderWay(returns.length);
  for (const planned of returns) {
    while (open() >= most && Date.now() < deadline) await pause(LOOK_MS);
    if (Date.now() >= deadline) return;
    const one = await submitPlanned(simulators, planned);
    submitted.set(one.number, one);
    reached(submitted.size);
  }
}
