import { serviceNames, type ServiceName } from '@backhaul/contracts';
import type { Options } from './options.js';

/** The systems around Backhaul that are simulated. */
export const simulatorNames = ['loop', 'shopify', 'aims360', 'rlm', '3pl'] as const;
export type SimulatorName = (typeof simulatorNames)[number];

/** Which port each part listens on: a fixed place behind the first one. */
export interface Ports {
  service(name: ServiceName): number;
  simulator(name: SimulatorName): number;
  readonly postgres: number;
  readonly kafka: number;
}

/** The ledger comes first, since its address is the one that people use. */
const serviceOrder: readonly ServiceName[] = ['ledger', ...serviceNames.filter((name) => name !== 'ledger')];

/** @param first the lowest port that is used */
export function portsFrom(first: number): Ports {
  return {
    service: (name) => first + serviceOrder.indexOf(name),
    simulator: (name) => first + 10 + simulatorNames.indexOf(name),
    postgres: first + 20,
    kafka: first + 21,
  };
}

/** A port of this run, and what will listen there. */
export interface Listener {
  readonly what: ServiceName | SimulatorName | 'Postgres' | 'Kafka';
  readonly port: number;
}

/** Everything that a run with these options listens on. */
export function listenersOf({ bus, config }: Pick<Options, 'bus' | 'config'>, first: number): Listener[] {
  const ports = portsFrom(first);
  const services: Listener[] = serviceOrder.map((name) => ({ what: name, port: ports.service(name) }));
  const simulators: Listener[] = simulatorNames.map((name) => ({ what: name, port: ports.simulator(name) }));
  return [
    ...services,
    ...(config === null ? simulators : []),
    { what: 'Postgres', port: ports.postgres },
    ...(bus === 'kafka' ? [{ what: 'Kafka', port: ports.kafka } as const] : []),
  ];
}
