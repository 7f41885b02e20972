import { BackhaulError } from '@backhaul/contracts';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Secret } from '../config/secret.js';
import type { Logger } from '../logging/logger.js';
import { codeOf } from '../code-of.js';
import { dataSource, migrate, type MigrationClass } from './migrate.js';

/** Host, port and database of a connection string: all of it that may be shown. */
export function addressOf(url: Secret): string {
  try {
    const { host, pathname } = new URL(url.reveal());
    return `${host}${pathname}`;
  } catch {
    return 'an address that is not a URL';
  }
}

interface PoolSettings {
  url: Secret;
  size: number;
  name: string;
  log: Logger;
  /** A query without an answer for this long fails and its connection is given up. Left out: only when the network says so. */
  answerMs?: number;
}

/** A pool that outlives a restart of its server: a broken idle connection is logged, not thrown. */
export function openPool(options: PoolSettings): Pool {
  const pool = new Pool({
    connectionString: options.url.reveal(),
    max: options.size,
    application_name: options.name,
    connectionTimeoutMillis: 5_000,
    // without it, the system finds out after two hours that the other side of an idle connection is gone
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(options.answerMs === undefined ? {} : { query_timeout: options.answerMs }),
    // Handlers that share a transaction send their statements without waiting for each other's answers.
    pipeline: true,
  });
  pool.on('error', (error) => options.log.warn({ err: error }, 'a database connection broke'));
  // A connection that is being thrown away after a failed query has no other listener, and its error would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  '28P01': 'the user or the password is wrong',
  '28000': 'the user is not let in',
  '3D000': 'there is no such database',
  '53300': 'it has too many connections',
};

/** @throws BackhaulError DATABASE_UNREACHABLE, with a message for a person; never the password */
export async function assertReachable(pool: Pool, url: Secret, what: string): Promise<void> {
  try {
    await pool.query('SELECT 1');
  } catch (cause) {
    // Our words or the code: a driver's message may quote the connection string.
    const code = codeOf(cause) ?? 'no answer';
    const reason = reasons[code] ?? code;
    throw new BackhaulError(
      'DATABASE_UNREACHABLE',
      `The database of ${what} at ${addressOf(url)} cannot be reached: ${reason}. Is Postgres running, and is the url right?`,
      { retryable: true, cause },
    );
  }
}

/** The service's database, reachable and migrated. */
export interface Database {
  pool: Pool;
  source: DataSource;
  close(): Promise<void>;
}

export async function openDatabase(
  options: PoolSettings & {
    migrations: readonly MigrationClass[];
    /** Lists the migrations that ran. The bus has its own table, because it may live in a service's database. */
    migrationsTable: string;
  },
): Promise<Database> {
  const pool = openPool(options);
  const source = dataSource(options.url.reveal(), options.migrations, options.migrationsTable);
  const close = async (): Promise<void> => {
    if (source.isInitialized) await source.destroy();
    await pool.end();
  };
  try {
    await assertReachable(pool, options.url, options.name);
    await source.initialize();
    await migrate(pool, source, options.migrations);
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, source, close };
}
