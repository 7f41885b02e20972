import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freePort, startEmbeddedPostgres, waitFor } from '@backhaul/testkit';
import { folder, ownerOf, parentOf, processesWith } from './support/owner.js';

const POSTGRES = { module: 'postgres.mjs', name: 'startEmbeddedPostgres' };

describe('startEmbeddedPostgres', () => {
  let home = '';
  let dir = '';
  beforeEach(() => {
    home = folder();
    dir = join(home, 'data');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('keeps its data between two starts when it is persistent', async () => {
    const first = await startEmbeddedPostgres({ dir, persistent: true });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await startEmbeddedPostgres({ dir, persistent: true });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await query(second.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    await second.stop();
  });

  it('has what was committed after a crash, at the same address', async () => {
    const first = await startEmbeddedPostgres({ dir, persistent: true });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.crash();
    const second = await startEmbeddedPostgres({ dir, port: first.port, persistent: true });
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('leaves nothing behind when it is not', async () => {
    const server = await startEmbeddedPostgres({ dir, persistent: false });
    await server.stop();
    expect(existsSync(dir)).toBe(false);
    expect(processesWith(dir)).toEqual([]);
  });

  it('names the process that has the data directory', async () => {
    const server = await startEmbeddedPostgres({ dir, persistent: true });
    const second = startEmbeddedPostgres({ dir, persistent: true });
    await expect(second).rejects.toThrow(new RegExp(`in use by process ${process.pid}.*already runs`));
    await server.stop();
  });

  it('says which port is taken', async () => {
    const taken = createServer().listen(await freePort(), '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const starting = startEmbeddedPostgres({ dir, port, persistent: true });
    await expect(starting).rejects.toThrow(`Port ${port} for Postgres is taken`);
    taken.close();
  });

  it('goes when its owner is killed with -9', async () => {
    const owner = await ownerOf(POSTGRES, { dir, persistent: false });
    owner.process.kill('SIGKILL');
    await waitFor('the server and its data to go', () => processesWith(dir).length === 0 && !existsSync(dir));
  });

  it('starts again with what was committed after everything was killed with -9', async () => {
    const owner = await ownerOf(POSTGRES, { dir, persistent: true });
    await query(owner.answer.url, 'CREATE TABLE committed AS SELECT 7 AS units');
    const postmaster = Number.parseInt(readFileSync(join(dir, 'postmaster.pid'), 'utf8'), 10);
    const keeper = parentOf(postmaster);
    for (const pid of [keeper, Number(owner.process.pid), postmaster]) process.kill(pid, 'SIGKILL');
    const server = await startEmbeddedPostgres({ dir, persistent: true });
    expect(await query(server.url, 'SELECT units FROM committed')).toEqual([{ units: 7 }]);
    await server.stop();
  });

  it('stops a server whose owner and keeper were killed, and takes its directory over', async () => {
    const owner = await ownerOf(POSTGRES, { dir, persistent: true });
    await query(owner.answer.url, 'CREATE TABLE committed AS SELECT 7 AS units');
    const postmaster = Number.parseInt(readFileSync(join(dir, 'postmaster.pid'), 'utf8'), 10);
    for (const pid of [parentOf(postmaster), Number(owner.process.pid)]) process.kill(pid, 'SIGKILL');
    const server = await startEmbeddedPostgres({ dir, persistent: true });
    expect(await query(server.url, 'SELECT units FROM committed')).toEqual([{ units: 7 }]);
    await server.stop();
  });

  it('starts anew where a first start was cut short', async () => {
    mkdirSync(`${dir}.making`);
    writeFileSync(join(`${dir}.making`, 'PG_VERSION'), '18');
    const server = await startEmbeddedPostgres({ dir, persistent: true });
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('does not touch a folder that holds something else', async () => {
    mkdirSync(dir);
    writeFileSync(join(dir, 'invoices.csv'), '');
    const starting = startEmbeddedPostgres({ dir, persistent: true });
    await expect(starting).rejects.toThrow('holds files that are not a Postgres cluster');
    expect(existsSync(join(dir, 'invoices.csv'))).toBe(true);
  });

  it('runs for root in a folder that is closed to everybody else', async () => {
    chmodSync(home, 0o700);
    const first = await startEmbeddedPostgres({ dir, persistent: true });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await startEmbeddedPostgres({ dir, persistent: true });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    rmSync(dir, { recursive: true });
    const anew = await startEmbeddedPostgres({ dir, persistent: false });
    expect(await query(anew.url, `SELECT to_regclass('kept') AS kept`)).toEqual([{ kept: null }]);
    await anew.stop();
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // The server may be killed under it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
