import { serviceNames } from '@backhaul/contracts';
import type { ConfigFile } from '@backhaul/service-kit';
import type { DatabaseOwner } from './provision.js';

export interface InstallationParts {
  readonly databases: Readonly<Record<DatabaseOwner, string>>;
  /** Brokers of a Kafka; without them the bus is on Postgres. */
  readonly brokers: readonly string[] | null;
  /** Before every topic and group, where the Kafka is shared. */
  readonly prefix?: string;
  readonly merchants: ConfigFile['merchants'];
  readonly tokens: NonNullable<ConfigFile['tokens']>;
  readonly portOf: (service: (typeof serviceNames)[number]) => number;
  readonly logLevel: string;
  readonly takeOverSeconds: number;
}

/** Connections of a service, in a process that it shares with four others and one Postgres. */
const POOL_SIZE = 6;

/** The configuration of an installation on one machine. */
export function configOf(parts: InstallationParts): ConfigFile {
  const services = serviceNames.map((name) => {
    const postgres = { url: parts.databases[name], poolSize: POOL_SIZE };
    return [name, { postgres, http: { host: '127.0.0.1', port: parts.portOf(name) } }] as const;
  });
  return {
    services: Object.fromEntries(services),
    bus:
      parts.brokers === null
        ? { kind: 'postgres', url: parts.databases.bus }
        : {
            kind: 'kafka',
            brokers: [...parts.brokers],
            ...(parts.prefix === undefined ? {} : { prefix: parts.prefix }),
          },
    tokens: parts.tokens,
    log: { level: parts.logLevel },
    takeOverSeconds: parts.takeOverSeconds,
    merchants: parts.merchants,
  };
}
