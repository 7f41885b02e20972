import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

/** A database of a test's own. */
export interface TestDatabase {
  /** Address of the superuser, as a service would get it in its configuration. */
  readonly url: string;
  readonly pool: pg.Pool;
  /** Ends the pool and removes the database, also under open connections. */
  drop(): Promise<void>;
}

/**
 * A fresh, empty database with a unique name, with the given migrations run in order.
 * @throws when the servers of the `servers` project are not there: name the test file `*.int.spec.ts` or `*.e2e.spec.ts`
 */
export async function testDatabase(
  o: { migrations?: (new () => MigrationInterface)[]; name?: string } = {},
): Promise<TestDatabase> {
  const server = process.env['BACKHAUL_TEST_POSTGRES_URL'];
  if (!server) throw new Error('No Postgres for this test: only *.int.spec.ts and *.e2e.spec.ts files have one.');
  const name = uniqueName(o.name ?? 'test');
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = databaseUrl(server, name);
  await migrate(url, o.migrations ?? []);
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  // An idle connection that the server closes is an `error` event, and nobody listening would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    url,
    pool,
    async drop() {
      await pool.end();
      await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function migrate(url: string, migrations: (new () => MigrationInterface)[]): Promise<void> {
  if (migrations.length === 0) return;
  const source = new DataSource({ type: 'postgres', url, migrations });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function uniqueName(name: string): string {
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 40);
  return `${/^[a-z]/.test(readable) ? readable : `t_${readable}`}_${randomBytes(6).toString('hex')}`;
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
