import { createServer } from 'node:http';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runService, type ConfigFile } from '@backhaul/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import type { Host } from '../src/boot/run-service.js';
import { definition, Ground } from './service.js';

let ground: Ground;
const folder = mkdtempSync(join(tmpdir(), 'backhaul-start-'));
beforeAll(async () => {
  ground = await Ground.lay();
});
afterAll(async () => {
  await ground.clear();
  rmSync(folder, { recursive: true });
});

const changed = (change: (config: ConfigFile) => void): ConfigFile => {
  const config = ground.config();
  change(config);
  return config;
};
const ledgerOf = (config: ConfigFile) => {
  if (config.services.ledger === undefined) throw new Error('the test has no ledger');
  return config.services.ledger;
};

describe('a service that cannot start says why, and leaves nothing open', () => {
  it('a port that is taken: which, and how to change it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const config = changed((one) => (ledgerOf(one).http.port = port));
    await expect(ground.boot({ config })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringMatching(
        new RegExp(`Port ${port} .*services.ledger.http.port .*BACKHAUL_LEDGER_HTTP_PORT`),
      ),
    });
    other.close();
  });

  it('a database that is away: where it was sought, without the password', async () => {
    const url = 'postgres://backhaul:hunter2@127.0.0.1:1/ledger';
    const config = changed((one) => (ledgerOf(one).postgres.url = url));
    const error = await ground.boot({ config }).then(
      () => undefined,
      (caught: unknown) => caught as Error,
    );
    expect(error).toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringContaining('127.0.0.1:1/ledger cannot be reached: nothing listens there'),
    });
    expect(error?.message).not.toContain('hunter2');
  });

  it('a bus that is away: which one, and where its address is written', async () => {
    const config = changed((one) => (one.bus = { kind: 'kafka', brokers: ['127.0.0.1:1'] }));
    await expect(ground.boot({ config })).rejects.toMatchObject({
      code: 'BUS_UNREACHABLE',
      message: expect.stringMatching(/Kafka at 127\.0\.0\.1:1, .*BACKHAUL_KAFKA_BROKERS/),
    });
  });

  it.each([
    ['its own', 'database', 'backhaul_migrations'],
    ["the bus's", 'busDatabase', 'backhaul_bus_migrations'],
  ] as const)('a database of a newer version, %s: what it has that we do not know', async (_, which, table) => {
    await (await ground.boot()).stop();
    const { pool } = ground[which];
    await pool.query(`INSERT INTO ${table} (timestamp, name) VALUES (1999999999999, 'FromTheFuture1999999999999')`);
    await expect(ground.boot()).rejects.toMatchObject({
      code: 'DATABASE_NEWER',
      message: expect.stringContaining('FromTheFuture1999999999999'),
    });
    await pool.query(`DELETE FROM ${table} WHERE timestamp = 1999999999999`);
  });

  it('mistakes in the configuration: all of them', async () => {
    await expect(ground.boot({ config: { services: {} }, source: 'backhaul.yaml' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('backhaul.yaml has 3 mistakes'),
    });
  });

  it('a definition that fails half way: the error itself', async () => {
    const intake = () => {
      throw new Error('half way');
    };
    await expect(ground.boot({}, { ...definition, intake })).rejects.toThrow('half way');
  });
});

describe('replicas', () => {
  it('starts again where its role is named like one of its schemas', async () => {
    const config = changed((one) => {
      const url = new URL(ground.database.url);
      url.searchParams.set('options', '-csearch_path=event_store,public');
      ledgerOf(one).postgres.url = url.toString();
    });
    for (let start = 0; start < 2; start += 1) await (await ground.boot({ config })).stop();
  });

  it('that start at once do not migrate at once', async () => {
    const fresh = await Ground.lay();
    const running = await Promise.all([fresh.boot(), fresh.boot(), fresh.boot()]);
    expect(new Set(running.map(({ url }) => url)).size).toBe(3);
    await fresh.clear();
  });
});

/** A process as the service sees it. */
class TestHost extends EventEmitter {
  env: NodeJS.ProcessEnv = {};
  said = '';
  code: number | undefined;
  stderr = { write: (text: string) => ((this.said += text), true) };
  exit = (code: number): void => void (this.code ??= code);
  asHost = (): Host => this as unknown as Host;
}

describe('a process of one service', () => {
  const write = (config: object): string => {
    const file = join(folder, 'backhaul.json');
    writeFileSync(file, JSON.stringify(config));
    return file;
  };

  it.each(['SIGTERM', 'SIGINT'])('runs until %s, drains and ends with 0', async (signal) => {
    const host = new TestHost();
    host.env = { BACKHAUL_CONFIG: write(ground.config()), BACKHAUL_LOG_LEVEL: 'silent' };
    const running = await runService(definition, host.asHost());
    expect((await fetch(`${running?.url}/health/ready`)).status).toBe(200);
    host.emit(signal);
    await waitFor('the process to end', () => host.code !== undefined);
    expect(host.code).toBe(0);
    await expect(fetch(`${running?.url}/health/live`)).rejects.toThrow();
  });

  it('that cannot start ends with 1 and a message for a person', async () => {
    const host = new TestHost();
    host.env = { BACKHAUL_CONFIG: write({ services: {} }) };
    await runService(definition, host.asHost());
    expect(host.code).toBe(1);
    expect(host.said).toMatch(/^ledger cannot start\. .*backhaul\.json has 3 mistakes:\n {2}services\.ledger: /);
    expect(host.said).not.toContain(' at ');
  });
});
