import { planCalls } from '@backhaul/effects';
import { Intake } from '@backhaul/messaging';
import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backhaul, type Ran } from './support/command.js';
import { ADMIN, openFixture, type Fixture } from './support/service.js';

let fixture: Fixture;
const folder = mkdtempSync(join(tmpdir(), 'backhaul-cli-'));
const why = ['--reason', 'I have looked.', '--by', 'Dana Ruiz'];

beforeAll(async () => {
  fixture = await openFixture();
  await planCalls(fixture.database.pool, [
    {
      key: 'ra:northfold-1',
      kind: 'create-ra',
      lane: 'northfold-1',
      merchantId: 'northfold',
      subject: 'northfold-1',
      partitionKey: 'northfold/1',
      payload: { order: 1 },
      correlationId: 'c',
      causationId: 'c',
    },
  ]);
});
afterAll(async () => {
  await fixture.close();
  rmSync(folder, { recursive: true });
});

const onRlm = (...args: string[]): Promise<Ran> =>
  backhaul([...args, '--url', fixture.service.url, '--service', 'rlm-adapter'], { BACKHAUL_TOKEN: ADMIN });

it('what npm start runs is found by the file that it leaves, with the token beside it', async () => {
  const { port } = new URL(fixture.service.url);
  const addresses = join(folder, 'addresses.json');
  writeFileSync(
    addresses,
    JSON.stringify({ services: { 'rlm-adapter': { http: { host: '127.0.0.1', port: +port } } } }),
  );
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ 'token.admin': ADMIN }));
  expect((await backhaul(['parked', 'list', '--config', addresses], {})).code).toBe(0);
});

describe('backhaul status', () => {
  it('shows every service in a line, and fails when one is away', async () => {
    fixture.failing.set('northfold-1', 'NOT_MAPPED');
    await fixture.publish(['1', 'northfold-1'], ['1', 'northfold-2']);
    const { port } = new URL(fixture.service.url);
    const file = join(folder, 'backhaul.yaml');
    writeFileSync(
      file,
      `services:\n  rlm-adapter: { postgres: { url: { env: DB } }, http: { host: 0.0.0.0, port: ${port} } }\n`,
    );
    const well = await backhaul(['status', '--config', file], {});
    expect(well.code).toBe(0);
    expect(well.out).toMatch(/^rlm-adapter +yes +0 +1 +1 +0 +0 +0 +0$/m);
    expect(JSON.parse((await backhaul(['status', '--config', file, '--json'], {})).out)).toMatchObject([
      { service: 'rlm-adapter', ready: true, waiting: { parked: 1, behindParked: 1 } },
    ]);
    const away = await backhaul(['status', '--config', file], { BACKHAUL_RLM_ADAPTER_HTTP_PORT: '1' });
    expect(away).toMatchObject({ code: 1, out: expect.stringMatching(/rlm-adapter +NO +-[^]*does not answer/) });
  });
});

describe('backhaul effects', () => {
  it('lists the calls that are not over, and settles one by what a person found', async () => {
    expect((await onRlm('effects', 'list')).out).toMatch(/rlm-adapter +1 +ra:northfold-1 +planned +0/);
    expect((await onRlm('effects', 'show', 'ra:northfold-1')).out).toContain('"kind": "create-ra"');
    expect(await onRlm('effects', 'resolve', 'ra:northfold-1', ...why, '--outcome', 'refused')).toMatchObject({
      code: 0,
    });
    expect(JSON.parse((await onRlm('effects', 'show', 'ra:northfold-1', '--json')).out)).toMatchObject({
      interventions: [{ action: 'refused', by: 'Dana Ruiz', reason: 'I have looked.' }],
    });
    expect(await onRlm('effects', 'retry', 'ra:nothing', ...why)).toMatchObject({ code: 1 });
  });
});

describe('backhaul intake', () => {
  it('lists webhooks that could not be used, shows the body, tries again and gives up', async () => {
    const intake = fixture.service.app.get(Intake);
    const item = { source: 'rlm', merchantId: 'northfold', dedupeKey: 'd', lane: 'l', headers: {} };
    await intake.accept({ ...item, body: Buffer.from('{"not": "understood"}') });
    const listed = async (): Promise<{ id: string; attempts: number }[]> =>
      JSON.parse((await onRlm('intake', 'list', '--json')).out) as { id: string; attempts: number }[];
    const { id } = await waitFor('the webhook to be parked', async () => (await listed())[0]);
    expect((await onRlm('intake', 'list')).out).toMatch(/rlm-adapter +\d+ +rlm +northfold +parked .* not understood/);
    expect((await onRlm('intake', 'show', id)).out).toContain('{"not": "understood"}');
    expect(await onRlm('intake', 'retry', id, ...why)).toMatchObject({ code: 0 });
    await waitFor('the webhook to be parked again', async () => (await listed())[0]);
    expect(await onRlm('intake', 'discard', id, ...why)).toMatchObject({ code: 0 });
    expect(await onRlm('intake', 'discard', id, ...why)).toMatchObject({ code: 1 });
  });
});
