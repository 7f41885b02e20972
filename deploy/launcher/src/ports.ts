import { serviceNames, type ServiceName } from '@backhaul/contracts';
import { simulatorNames, type SimulatorName } from './demo/simulators.js';

/** Which port each part listens on: a fixed place behind the first one. */
export interface Ports {
  service(name: ServiceName): number;
  simulator(name: SimulatorName): number;
  readonly postgres: number;
  readonly kafka: number;
}

/** The ledger comes first, since its address is the one that people use. */
const serviceOrder: readonly ServiceName[] = ['ledger', ...serviceNames.filter((name) => name !== 'ledger')];

export function portsFrom(first: number): Ports {
  return {
    service: (name) => first + serviceOrder.indexOf(name),
    simulator: (name) => first + 10 + simulatorNames.indexOf(name),
    postgres: first + 20,
    kafka: first + 21,
  };
}
