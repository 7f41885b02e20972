import type { Log } from '../support/log.js';

export interface KafkaBusOptions {
  brokers: string[];
  clientId: string;
  log?: Log;
  /** TLS to the brokers. Default off. */
  ssl?: boolean;
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
  /** A member that is silent for this long loses its partitions. Default 30 s; the broker refuses less than 6 s by default. */
  sessionMs?: number;
  /** Rest of a partition before unfinished messages are delivered again. Default 1 s. */
  redeliverMs?: number;
  /** Partitions worked on side by side per subscription. Default 12. */
  partitionsAtOnce?: number;
  /** Default: what the broker is configured for. */
  replicationFactor?: number;
}

export type Settings = Required<Omit<KafkaBusOptions, 'ssl' | 'sasl' | 'replicationFactor'>> &
  KafkaBusOptions & { log: Log };

export function withDefaults(options: KafkaBusOptions, log: Log): Settings {
  return { sessionMs: 30_000, redeliverMs: 1000, partitionsAtOnce: 12, ...options, log };
}
