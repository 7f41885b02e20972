import type { ServiceName } from '@backhaul/contracts';
import type { Simulator } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import type { Processes } from '../../src/index.js';
import type { HeldCall, HeldCalls } from './held-calls.js';

export interface KillerParts {
  readonly service: ServiceName;
  readonly kinds: readonly string[];
  readonly processes: Processes;
  readonly held: HeldCalls;
  /** The systems that nobody but this service calls. */
  readonly systems: readonly Pick<Simulator<unknown>, 'faults'>[];
}

/**
 * Kills a service at three moments of a call of each kind, and starts it again each time:
 * - before the call: it is marked as sent for good, and not a byte of it is carried out;
 * - after the call, before its answer is written down: it was carried out, and nobody on our side knows;
 * - after the answer, before the reaction to it is committed.
 */
export async function killAtEachMoment({ service, kinds, processes, held, systems }: KillerParts): Promise<void> {
  const open = new Set(kinds.flatMap((kind) => ['sent', 'answered', 'confirmed'].map((step) => `${kind} ${step}`)));
  while (open.size > 0) {
    const waiting = await waitFor(
      `${service} to come to one of ${[...open].join(', ')}`,
      async () => {
        const found = await held.waiting();
        return found.length > 0 && found;
      },
      { timeoutMs: 600_000, everyMs: 50 },
    );
    const marked = waiting.some(({ step }) => step === 'sent') ? await markSent(held, systems) : [];
    const at = await held.waiting();
    await processes.kill(service);
    await held.endOrphans();
    for (const one of at) await held.letGo(one);
    for (const { kind, step } of [...marked, ...at]) open.delete(`${kind} ${step}`);
    for (const { faults } of systems) faults.clear();
    processes.start(service);
  }
}

/** Lets calls be marked as sent while their vendor hears of nothing any more. */
async function markSent(held: HeldCalls, systems: KillerParts['systems']): Promise<HeldCall[]> {
  for (const { faults } of systems) faults.add({ kind: 'timeout', always: true });
  const marked: HeldCall[] = [];
  // One statement may take several calls, and stops at each of them.
  const isMarked = async (): Promise<boolean> => {
    for (const one of (await held.waiting()).filter(({ step }) => step === 'sent')) {
      await held.letGo(one);
      marked.push(one);
    }
    const seen = await Promise.all(marked.map(({ kind }) => held.isMarkedSent(kind)));
    return seen.length > 0 && seen.every(Boolean);
  };
  await waitFor('the calls to be marked as sent', isMarked, { timeoutMs: 30_000, everyMs: 5 });
  return marked;
}
