import { afterAll, describe, expect, it } from '@jest/globals';
import { loadConfig, secret, Secret, serviceConfigSchema, type ConfigFile } from '@backhaul/service-kit';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { z } from 'zod';

const folder = mkdtempSync(join(tmpdir(), 'backhaul-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (text: string, name = 'backhaul.yaml'): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const sections = z.object({ loop: z.object({ apiKey: secret(), limit: z.int().default(300) }).optional() });
const schema = serviceConfigSchema('loop-gateway', sections);

const good = {
  services: { 'loop-gateway': { postgres: { url: { env: 'LOOP_DB' } }, http: { port: 7001 } } },
  bus: { kind: 'kafka', brokers: ['localhost:9092'] },
  tokens: [{ name: 'dashboard', role: 'viewer', sha256: 'a'.repeat(64) }],
  merchants: [
    {
      id: 'northfold',
      name: 'Northfold',
      currency: 'USD',
      timeZone: 'America/New_York',
      loop: { apiKey: 'k' },
      aims360: { any: 1 },
    },
    { id: 'oak', name: 'Oak & Linen', currency: 'USD', timeZone: 'Europe/London' },
  ],
} satisfies ConfigFile;
const env = { LOOP_DB: 'postgres://u:pw@db/loop' };

const mistakesOf = (file: string, variables: Record<string, string> = {}): string => {
  try {
    loadConfig(schema, { file, env: variables });
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', retryable: false });
    return (error as Error).message;
  }
  throw new Error('the configuration was accepted');
};

describe('the configuration of a service', () => {
  it('is read from one file for all services, in YAML or JSON, with its defaults', () => {
    const config = loadConfig(schema, { file: write(JSON.stringify(good), 'backhaul.json'), env });
    expect(config.service.postgres.url.reveal()).toBe('postgres://u:pw@db/loop');
    expect(config.service).toMatchObject({ postgres: { poolSize: 8 }, http: { host: '127.0.0.1', port: 7001 } });
    expect(config.log.level).toBe('info');
    expect(config.merchants.map(({ id, loop }) => [id, loop?.limit])).toEqual([
      ['northfold', 300],
      ['oak', undefined],
    ]);
  });

  it('lists every mistake at once, each with its path and what was expected', () => {
    const file = write(`
services:
  loop-gateway:
    postgres: { url: { env: LOOP_DB }, poolsize: 3 }
    http: { port: eighty }
bus: { kind: kafka, brokers: [] }
tokens: [{ name: x, role: boss, sha256: abc }]
loglevel: info
merchants:
  - { id: North Fold, name: N, currency: usd, timeZone: Mars/Olympus, loop: { apiKey: { env: LOOP_KEY }, limit: many } }
`);
    expect(mistakesOf(file).split('\n')).toEqual([
      `${file} has 12 mistakes:`,
      '  services.loop-gateway.postgres.url: expected the environment variable LOOP_DB to be set',
      expect.stringContaining('services.loop-gateway.postgres: '),
      '  services.loop-gateway.http.port: expected number, received string',
      expect.stringContaining('bus.brokers: '),
      expect.stringContaining('tokens[0].role: expected one of "viewer"|"operator"|"finance"|"admin"'),
      '  tokens[0].sha256: expected the SHA-256 of the token as 64 hex digits',
      '  merchants[0].id: expected a slug such as oak-linen',
      '  merchants[0].currency: expected an ISO 4217 currency such as USD',
      '  merchants[0].timeZone: expected an IANA time zone such as America/New_York',
      '  merchants[0].loop.apiKey: expected the environment variable LOOP_KEY to be set',
      '  merchants[0].loop.limit: expected number, received string',
      expect.stringContaining('(whole file): '),
    ]);
  });

  it('says what is missing', () => {
    const file = write('bus: { kind: carrier-pigeon }');
    const text = mistakesOf(file);
    expect(text).toContain('  services: expected object, but it is missing');
    expect(text).toContain('  merchants: expected array, but it is missing');
    expect(text).toContain('bus.kind');
  });

  it('does not ask for the secrets of other services', () => {
    const services = { ...good.services, ledger: { postgres: { url: { env: 'LEDGER_DB' } }, http: { port: 7005 } } };
    const file = write(JSON.stringify({ ...good, services }));
    expect(loadConfig(schema, { file, env }).service.http.port).toBe(7001);
  });

  it('takes the environment over the file', () => {
    const config = loadConfig(schema, {
      file: write(JSON.stringify(good)),
      env: {
        BACKHAUL_LOOP_GATEWAY_POSTGRES_URL: 'postgres://other',
        BACKHAUL_LOOP_GATEWAY_HTTP_PORT: '9000',
        BACKHAUL_KAFKA_BROKERS: 'a:1,b:2',
        BACKHAUL_LOG_LEVEL: 'debug',
      },
    });
    expect(config.service.postgres.url.reveal()).toBe('postgres://other');
    expect(config.service.http.port).toBe(9000);
    expect(config.bus).toEqual({ kind: 'kafka', brokers: ['a:1', 'b:2'] });
    expect(config.log.level).toBe('debug');
  });

  it('refuses two merchants of one id', () => {
    const [first] = good.merchants;
    const file = write(JSON.stringify({ ...good, merchants: [first, first] }));
    expect(mistakesOf(file, env)).toContain('merchants[1].id: expected an id of its own; northfold is taken');
  });

  it('says where a file is missing or is no YAML', () => {
    expect(mistakesOf(join(folder, 'nowhere.yaml'))).toContain('BACKHAUL_CONFIG says which');
    expect(mistakesOf(write('services: ['))).toContain('expected YAML or JSON');
    expect(mistakesOf(write(''))).toContain('(whole file): expected object');
  });
});

describe('a secret', () => {
  it('is text, a variable, or a file', () => {
    const key = write('from a file\n', 'key');
    const parse = (raw: unknown): string => secret().parse(raw).reveal();
    process.env['BACKHAUL_TEST_SECRET'] = 'from the environment';
    expect([parse('text'), parse({ env: 'BACKHAUL_TEST_SECRET' }), parse({ file: key })]).toEqual([
      'text',
      'from the environment',
      'from a file',
    ]);
    expect(parse(new Secret('already'))).toBe('already');
  });

  it.each([
    [''],
    [5],
    [null],
    [{ env: 'NOT_SET_ANYWHERE' }],
    [{ file: '/nowhere' }],
    [{ env: 'A', file: 'b' }],
    [undefined],
  ])('is not %j', (raw) => expect(secret().safeParse(raw).success).toBe(false));

  it('shows itself nowhere', () => {
    const value = new Secret('hunter2');
    const shown = [String(value), JSON.stringify({ value }), inspect({ value }, { depth: 5, showHidden: true })];
    expect(shown.join()).not.toContain('hunter2');
    expect(JSON.stringify({ value })).toBe('{"value":"[secret]"}');
  });
});
