import { Mappings, Stops } from '@backhaul/erp-kit';
import { inTransaction } from '@backhaul/event-store';
import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backhaul, type Ran } from './support/command.js';
import { openStore, OPERATOR, type StoreFixture } from './support/store.js';

let fixture: StoreFixture;
const folder = mkdtempSync(join(tmpdir(), 'backhaul-cli-'));
const file = join(folder, 'backhaul.json');
const why = ['--reason', 'Agreed with the store.'];
const northfold = ['--merchant', 'northfold'];

beforeAll(async () => {
  fixture = await openStore();
  const at = (url: string) => ({ http: { port: Number(new URL(url).port) } });
  const services = { 'aims360-adapter': at(fixture.adapter.url), ledger: at(fixture.other.url) };
  writeFileSync(file, JSON.stringify({ services }));
});
afterAll(async () => {
  await fixture.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]): Promise<Ran> => backhaul([...args, '--config', file], { BACKHAUL_TOKEN: OPERATOR });

describe('backhaul check', () => {
  it('says per system what works, what is missing and how to mend it, and fails when something is missing', async () => {
    const { code, out } = await run('check', ...northfold);
    expect(code).toBe(1);
    expect(out).toBe(
      [
        'ok    AIMS360  login    logged in as backhaul',
        'FAIL  AIMS360  reasons  no reason SIZE',
        '                        to mend: Add it in Master Files › RMA Reasons.',
        '',
      ].join('\n'),
    );
    expect(JSON.parse((await run('check', ...northfold, '--json')).out)).toMatchObject([
      { service: 'aims360-adapter', name: 'login', status: 'ok' },
      { name: 'reasons', status: 'fail' },
    ]);
    expect(await run('check', '--merchant', 'oaklinen')).toMatchObject({
      code: 1,
      said: expect.stringContaining('No service has anything to check for oaklinen'),
    });
    expect((await run('check')).code).toBe(2);
  });
});

describe('backhaul mappings', () => {
  it('finds the adapter of the merchant by itself, shows what is not mapped, and sets it', async () => {
    await inTransaction(fixture.database.pool, (tx) =>
      fixture.adapter.app
        .get(Mappings)
        .noteUnmapped(tx, { name: 'reason' }, { merchantId: 'northfold', key: 'Too big', returnId: 'northfold-1' }),
    );
    expect((await run('mappings', 'unmapped', ...northfold)).out).toMatch(/reason +Too big +1 +1 .* ERP › RMA Reasons/);
    expect(await run('mappings', 'set', 'reason', 'Too big', 'SIZE', ...northfold, ...why)).toMatchObject({
      code: 0,
      out: 'Set. What waits for it goes on by itself.\n',
    });
    expect((await run('mappings', 'list', ...northfold)).out).toMatch(/reason +Too big +SIZE +Dana Ruiz .* Agreed/);
    expect((await run('mappings', 'unmapped', 'reason', ...northfold)).out).toBe(
      'Everything that was seen is mapped.\n',
    );
    await run('mappings', 'remove', 'reason', 'Too big', ...northfold, ...why);
    expect((await run('mappings', 'history', 'reason', ...northfold)).out).toMatch(/\(removed\)[^]*SIZE/);
  });

  it('imports a file as a whole', async () => {
    const many = join(folder, 'reasons.json');
    writeFileSync(many, JSON.stringify({ 'Too small': 'SIZE', 'Wrong color': 'COLOR' }));
    expect((await run('mappings', 'import', 'reason', many, ...northfold, ...why)).out).toBe('2 keys changed.\n');
    expect(
      await run('mappings', 'import', 'reason', file.replace('.json', '.none'), ...northfold, ...why),
    ).toMatchObject({
      code: 2,
    });
  });

  it('says so when no service has a store of the merchant, or the table is none', async () => {
    expect(await run('mappings', 'list', '--merchant', 'oaklinen')).toMatchObject({
      code: 1,
      said: expect.stringContaining('No service has a store of oaklinen'),
    });
    expect(await run('mappings', 'list', 'colour', ...northfold)).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no mapping table colour; there are reason.'),
    });
    expect((await run('mappings', 'set', 'reason', 'a', 'b', ...northfold)).code).toBe(2);
  });
});

describe('backhaul store', () => {
  it('shows why its sends are stopped, and releases it', async () => {
    const finding = { id: 'foreign-rma:1', why: 'RMA 1 is not ours.', values: { rma: '1' } };
    await inTransaction(fixture.database.pool, (tx) =>
      fixture.adapter.app.get(Stops).stop(tx, 'northfold', finding, 'poll-1'),
    );
    expect((await run('store', 'show', ...northfold)).out).toMatch(/STOPPED[^]*RMA 1 is not ours\./);
    expect((await run('store', 'release', ...northfold, ...why)).code).toBe(0);
    expect((await run('store', 'show', ...northfold)).out).toMatch(/sends +go out/);
    expect((await run('store', 'release', ...northfold, ...why)).said).toContain('are not stopped');
    expect((await run('store', 'stop', ...northfold, ...why)).code).toBe(0);
    expect((await run('store', 'release', ...northfold, ...why)).code).toBe(0);
  });
});

describe('backhaul backfill', () => {
  it('starts one, follows it to its end, and shows what could not be taken over', async () => {
    const well = await run('backfill', 'start', '--ids', 'northfold-1,northfold-2', ...northfold, ...why);
    expect(well).toMatchObject({ code: 0, out: expect.stringMatching(/ours now +2/) });
    const { out } = await run('backfill', 'start', '--ids', 'northfold-9', '--no-wait', '--json', ...northfold, ...why);
    const { id } = JSON.parse(out) as { id: string };
    const shown = await waitFor('it to be over', async () => {
      const ran = await run('backfill', 'show', id, ...northfold);
      return ran.out.includes('It was cancelled.') ? ran : undefined;
    });
    expect(shown).toMatchObject({ code: 1, out: expect.stringMatching(/northfold-9 +refused +It was cancelled\./) });
    expect((await run('backfill', 'start', '--from', '2026-02-01T00:00:00Z', ...northfold, ...why)).code).toBe(2);
  });
});

describe('backhaul shadow', () => {
  it('shows what differs, and fails when something does', async () => {
    expect(await run('shadow', 'report', ...northfold)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/differs +1[^]*rma +1 +differs +30115 +lines +1 +2/),
    });
  });
});
