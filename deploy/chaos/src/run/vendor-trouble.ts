import type { ServiceName } from '@backhaul/contracts';
import type { Simulators } from '@backhaul/launcher';
import type { FaultRule } from '@backhaul/simulators';
import type { VendorFault } from '../plan/vendor-faults.js';

export interface VendorTrouble {
  /** So many of the planned faults have hit. */
  readonly hit: number;
  /** Faults that are still to come, in words. */
  readonly armed: readonly string[];
  stop(): void;
}

const WATCH_MS = 20;

/** Arms every planned fault at once: each waits for its call. Tells `kill` when a caller hangs on a call that kills it. */
export function armVendorFaults(
  simulators: Simulators,
  faults: readonly VendorFault[],
  kill: (service: ServiceName) => void,
): VendorTrouble {
  const armed = new Map<FaultRule, VendorFault>();
  for (const fault of faults) {
    const rule: FaultRule = { match: { method: 'POST', path: fault.path }, after: fault.after, ...fault.effect };
    simulators[fault.vendor].faults.add(rule);
    armed.set(rule, fault);
  }
  const watch = (): void => {
    for (const [rule, fault] of armed) {
      if (simulators[fault.vendor].faults.list().includes(rule)) continue;
      armed.delete(rule);
      if (fault.kills !== null) kill(fault.kills);
    }
  };
  const timer = setInterval(watch, WATCH_MS);
  return {
    get hit() {
      return faults.length - armed.size;
    },
    get armed() {
      return [...armed.values()].map(
        ({ vendor, what, after, effect }) => `${vendor}: ${what} no. ${after + 1}, ${effect.kind}`,
      );
    },
    stop: () => clearInterval(timer),
  };
}
