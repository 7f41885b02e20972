import type { Pool } from 'pg';
import type { Log } from '../support/log.js';

export interface PostgresBusOptions {
  /**
   * Of the bus's own database, migrated with `postgresBusMigrations`. The caller ends it after the bus is closed, and
   * gives it a `query_timeout`: a loop whose connection died without a sign would wait for a quarter of an hour.
   */
  pool: Pool;
  log?: Log;
  /** The wait between two looks for messages: doubles while there are none, and a publish ends it. Default 5 ms to 1 s. */
  pollMs?: { min: number; max: number };
  /** A member that is silent for this long loses its partitions. Default 10 s. */
  sessionMs?: number;
  /** Rest of a partition before unfinished messages are delivered again. Default 1 s. */
  redeliverMs?: number;
  /** Most messages of a partition in one batch. Default 200. */
  batchSize?: number;
  /** A message is deleted when every group has passed it and it is older than this. Default 7 days. */
  retentionMs?: number;
}

export type Settings = Required<Omit<PostgresBusOptions, 'log'>> & { log: Log };

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;

export function withDefaults(options: PostgresBusOptions, log: Log): Settings {
  return {
    pool: options.pool,
    log,
    pollMs: options.pollMs ?? { min: 5, max: 1000 },
    sessionMs: options.sessionMs ?? 10_000,
    redeliverMs: options.redeliverMs ?? 1000,
    batchSize: options.batchSize ?? 200,
    retentionMs: options.retentionMs ?? SEVEN_DAYS,
  };
}
