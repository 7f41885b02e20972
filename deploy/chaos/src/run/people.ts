import type { Simulators } from '@backhaul/launcher';
import { workAtNorthfold } from './northfold-clerk.js';
import { workAtOakLinen } from './oak-linen-warehouse.js';
import type { Submitted } from './submitted.js';

const LOOK_AROUND_MS = 250;

/** The people at both stores do with each return what its shape says, as soon as they see that it is to be done. */
export function startPeople(simulators: Simulators, submitted: ReadonlyMap<string, Submitted>): { stop(): void } {
  const timer = setInterval(() => {
    workAtNorthfold(simulators, submitted);
    workAtOakLinen(simulators, submitted);
  }, LOOK_AROUND_MS);
  return { stop: () => clearInterval(timer) };
}
