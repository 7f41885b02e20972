import { mkdtempSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backhaul, BIN } from './support/command.js';
import { ADMIN, openFixture, VIEWER, type Fixture } from './support/service.js';

let fixture: Fixture;
const folder = mkdtempSync(join(tmpdir(), 'backhaul-cli-'));

beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(async () => {
  await fixture.close();
  rmSync(folder, { recursive: true });
});

const env = { BACKHAUL_TOKEN: ADMIN };
const here = (): string[] => ['--url', fixture.service.url];
/** A port on which nobody listens. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
};
const config = (name: string, services: object): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify({ services }));
  return file;
};

describe('the command says what is wrong and what to do', () => {
  it('when the token is missing, unknown, or of somebody who may not', async () => {
    const missing = await backhaul(['parked', 'list', ...here()], {});
    expect(missing).toMatchObject({ code: 1, said: expect.stringContaining('BACKHAUL_TOKEN') });
    const unknown = await backhaul(['parked', 'list', ...here()], { BACKHAUL_TOKEN: 'guess' });
    expect(unknown.code).toBe(1);
    expect(unknown.said).toMatch(/The API token is not known\.\nBACKHAUL_TOKEN has to be .* under `tokens`/);
    const viewer = await backhaul(['parked', 'list', ...here()], { BACKHAUL_TOKEN: VIEWER });
    expect(viewer).toMatchObject({ code: 1, said: expect.stringContaining('needs the role admin; the token board') });
  });

  it('takes the token from a file as well', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, `${ADMIN}\n`);
    expect((await backhaul(['parked', 'list', ...here()], { BACKHAUL_TOKEN_FILE: file })).code).toBe(0);
  });

  it('when a service is away, with its address; the others are shown all the same', async () => {
    const port = await freePort();
    const running = Number(new URL(fixture.service.url).port);
    const file = config('two.json', { ledger: { http: { port } }, 'rlm-adapter': { http: { port: running } } });
    const away = await backhaul(['parked', 'list', '--config', file], env);
    expect(away).toMatchObject({ code: 1, out: 'Nothing is parked.\n' });
    expect(away.said).toContain(`ledger does not answer at http://127.0.0.1:${port} (ECONNREFUSED)`);
    const one = await backhaul(['parked', 'list', '--config', file, '--service', 'ledger'], env);
    expect(one).toMatchObject({ code: 1, out: '' });
  });

  it('when the address is that of something else', async () => {
    const other = createHttpServer((_, response) => response.end('hello'));
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const { code, said } = await backhaul(['parked', 'list', '--url', `http://127.0.0.1:${port}`], env);
    other.close();
    expect(code).toBe(1);
    expect(said).toContain('in a form that this command does not know');
  });

  it('when an id is unknown', async () => {
    const unknown = await backhaul(['parked', 'show', '999', ...here()], env);
    expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining('There is no parked message 999.') });
    const retry = await backhaul(['parked', 'retry', '999', '--reason', 'x', '--count', '1', ...here()], env);
    expect(retry).toMatchObject({ code: 1, said: expect.stringContaining('There is no parked message 999.') });
  });

  it('when it does not know whom to ask', async () => {
    expect(await backhaul(['parked', 'list'], env)).toMatchObject({
      code: 1,
      said: expect.stringContaining('--config FILE or BACKHAUL_CONFIG'),
    });
    const lost = await backhaul(['parked', 'list'], { ...env, BACKHAUL_CONFIG: '/nowhere.yaml' });
    expect(lost).toMatchObject({ code: 1, said: expect.stringContaining('There is no file /nowhere.yaml') });
    const two = config('both.json', { ledger: { http: { port: 1 } }, 'rlm-adapter': { http: { port: 2 } } });
    const which = await backhaul(['parked', 'show', '1', '--config', two], env);
    expect(which).toMatchObject({ code: 2, said: 'Say which service: --service rlm-adapter|ledger\n' });
    const none = await backhaul(['parked', 'list', '--config', two, '--service', 'erp'], env);
    expect(none).toMatchObject({ code: 2, said: expect.stringContaining('There is no service erp') });
  });

  it('when it is typed wrongly: exit code 2', async () => {
    for (const args of [
      ['parked', 'lst'],
      ['parked', 'retry', '1'],
      ['parked', 'list', '--limit', 'many'],
      ['parked', 'list', '--older-than', 'long', ...here()],
      ['effects', 'resolve', 'k', '--reason', 'x', '--outcome', 'perhaps'],
    ]) {
      expect({ args, ...(await backhaul(args, env)) }).toMatchObject({ args, code: 2, out: '' });
    }
    expect(await backhaul(['--help'], {})).toMatchObject({ code: 0, out: expect.stringContaining('Exit code:') });
  });

  it('when it is not built yet', async () => {
    const bin = join(folder, 'clone', 'bin', 'backhaul.mjs');
    cpSync(dirname(BIN), dirname(bin), { recursive: true });
    expect(await backhaul(['--help'], {}, bin)).toMatchObject({
      code: 1,
      said: expect.stringContaining('npm run build'),
    });
  });
});
