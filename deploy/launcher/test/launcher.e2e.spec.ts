import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { leftServers } from '../src/servers-left.js';
import { oneOfEach } from './support/documents.js';
import { documentsOverHttp } from './support/documents-over-http.js';
import { accountAfterTheDay } from './support/account.js';
import { dataFolder } from './support/folder.js';
import { freePorts, launched, type Launched } from './support/launched.js';
import { paste } from './support/paste.js';

const UP = 'Ctrl-C stops everything';
const STACK = /^\s+at /m;

describe('npm start, killed with -9 in the middle of the day and started again', () => {
  const folder = dataFolder();
  let ports: number;
  let run: Launched;
  const start = (): Launched => launched('--dir', folder.dir, '--ports', String(ports));

  beforeAll(async () => {
    ports = await freePorts(folder.dir);
    run = start();
    await run.said('received in good condition');
    run.process.kill('SIGKILL');
    await run.ended;
    run = start();
    await run.said(UP);
  }, 120_000);

  afterAll(async () => {
    run.process.kill('SIGTERM');
    await run.ended;
    folder.remove();
  });

  it('finishes the day: every return of both merchants is settled, and their books are even', () => {
    const said = run.output();
    expect(said).toContain('Finishing the day before: 7 returns still open');
    expect(said).toContain('The day is over: 7 returns settled.');
    const clearing = said.split('\n').filter((line) => line.includes('must end at 0.00'));
    expect(clearing.length).toBeGreaterThanOrEqual(8);
    expect(clearing.filter((line) => !/ 0\.00 USD /.test(line))).toEqual([]);
  });

  it('has left one of each document in the systems outside', async () => {
    expect(await documentsOverHttp(ports)).toEqual(oneOfEach(3, 4));
  });

  it('tells of the standard return, of the exchange and of the two parcels', () => {
    const said = run.output();
    expect(said).toMatch(/AR debit LOOP-\d+-R of 151\.20 USD posted against credit memo \d+/);
    expect(said).toMatch(
      /Exchange order EXC-20419 imported as order \d+ in AIMS360: .*shipping type UPSG, payment type EXCH/,
    );
    expect(said).toMatch(/AR debit LOOP-\d+-X of 97\.20 USD posted against credit memo \d+ for the exchange/);
    expect(said.split(/^Return /m).find((part) => part.includes('order #20420'))).toMatch(
      /(1 unit received in good condition at MAIN[^]*){2}/,
    );
  });

  it('tells of the torn dress, of the missing one, and of the exchange that RLM brings in at what was paid', () => {
    const said = run.output();
    expect(said).toMatch(/OLDRS-SAGE-S received as second quality \(damaged\)/);
    expect(said).toMatch(/short 0 of 1 OLDRS-SAGE-M/);
    expect(said).toMatch(
      /Exchange order EXC-\d+ imported as order \d+ in RLM \(job Shopify Import Orders\): 0\.00 USD, 87\.10 USD taken off by a discount/,
    );
  });

  it('leaves no credit without an owner, and an AR account that nets to the ledger’s to the cent', async () => {
    const [viewer = ''] = /(?<=viewer {4})\S+/.exec(run.output()) ?? [];
    const { unapplied, owed, offset, given } = await accountAfterTheDay(ports, viewer);
    expect(unapplied.filter(({ next }) => next.owner === '')).toEqual([]);
    expect(unapplied).toEqual([]);
    expect(owed).toEqual({ aims360: 0, ledger: 0 });
    expect(offset).toBe(given);
    expect(given).toBe(15_120 + 9_720 + 6_912);
  });

  it('prints curl lines that work as pasted', async () => {
    const [list = '', history = ''] = run
      .output()
      .split('\n')
      .filter((line) => line.startsWith('curl '));
    expect(await paste(list)).toMatchObject({
      items: Array.from({ length: 5 }, () => ({ status: 'settled' })),
    });
    expect(await paste(history)).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ type: 'ReturnSettled' })]),
    });
  });

  it('keeps a second run off its folder', async () => {
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`Backhaul already runs on ${folder.dir} (process ${run.process.pid})`);
  });
});

describe('Ctrl-C', () => {
  const folder = dataFolder();
  let ports: number;

  beforeAll(async () => {
    ports = await freePorts(folder.dir);
  });

  afterAll(() => folder.remove());

  it.each([
    ['while it starts', 'Starting the five services'],
    ['in the middle of the day', 'created in AIMS360'],
    ['when everything is up', UP],
  ])('stops everything within 5 s, %s', async (_, moment) => {
    const run = launched('--dir', folder.dir, '--ports', String(ports));
    await run.said(moment);
    const asked = Date.now();
    run.process.kill('SIGINT');
    // As npm does, which passes on what the terminal has already sent.
    await run.said('Stopping');
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    expect(run.output()).not.toMatch(STACK);
    // A server that was only just being started when we left ends with its keeper.
    await waitFor('no server to be left', () => leftServers(folder.dir).length === 0, { timeoutMs: 3_000 });
  });
});

describe('a start that cannot succeed', () => {
  let folder: ReturnType<typeof dataFolder>;

  beforeEach(() => {
    folder = dataFolder();
  });

  afterEach(() => folder.remove());

  const refusal = async (...options: string[]): Promise<string> => {
    const run = launched('--dir', folder.dir, ...options);
    expect(await run.ended).toBe(1);
    expect(run.output()).not.toMatch(STACK);
    expect(leftServers(folder.dir)).toEqual([]);
    return run.output();
  };

  it('says what is wrong with an option', async () => {
    expect(await refusal('--bus', 'rabbit')).toContain('--bus takes postgres or kafka, not "rabbit".');
  });

  it('names the port that is taken and the option that changes it', async () => {
    const ports = await freePorts(folder.dir);
    const other = createServer().listen(ports + 20, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const said = await refusal('--ports', String(ports));
    other.close();
    expect(said).toContain(`Port ${ports + 20} (Postgres) is taken by another program.`);
    expect(said).toContain('npm start -- --ports ');
  });

  it('lists every mistake of a configuration', async () => {
    const file = join(folder.dir, 'mine.yaml');
    writeFileSync(file, 'merchants: [{ id: Nice Shop, currency: USD, timeZone: UTC, loop: {} }]');
    const said = await refusal('--config', file);
    expect(said).toContain(`${file} has 3 mistakes:`);
    expect(said).toContain('merchants[0].loop.apiKey: expected a text, { env: NAME } or { file: path }');
  });
});
