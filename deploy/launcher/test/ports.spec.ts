import { createServer, type AddressInfo, type Server } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assertPortsFree } from '../src/ports-free.js';
import { listenersOf } from '../src/ports.js';
import { dataFolder } from './support/folder.js';

const demo = { bus: 'postgres', config: null } as const;

describe('the ports of a run', () => {
  it('are all different, within 22 of the first', () => {
    const ports = listenersOf({ bus: 'kafka', config: null }, 4100).map(({ port }) => port);
    expect(new Set(ports).size).toBe(12);
    expect([Math.min(...ports), Math.max(...ports)]).toEqual([4100, 4121]);
  });

  it('begin with the API', () => {
    expect(listenersOf(demo, 4100)).toContainEqual({ what: 'ledger', port: 4100 });
  });

  it('are fewer without the simulators', () => {
    expect(listenersOf({ bus: 'postgres', config: 'mine.yaml' }, 4100)).toHaveLength(6);
  });
});

describe('a port that is taken', () => {
  let folder: { dir: string; remove(): void };
  let other: Server;
  let taken: number;

  beforeEach(async () => {
    folder = dataFolder();
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    taken = (other.address() as AddressInfo).port;
  });

  afterEach(async () => {
    folder.remove();
    await new Promise((resolve) => other.close(resolve));
  });

  it('is named with what should listen there and with ports that are free', async () => {
    await expect(assertPortsFree({ ...demo, ports: taken - 20, dir: folder.dir })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringMatching(
        new RegExp(`${taken} \\(Postgres\\).* taken by another program\\. .* npm start -- --ports \\d+$`),
      ),
    });
  });

  it('is no obstacle when the server there is one that a killed run has left', async () => {
    const left = JSON.stringify({ owner: process.ppid, server: process.pid });
    writeFileSync(join(folder.dir, 'postgres.owner.json'), left);
    const refused = await assertPortsFree({ ...demo, ports: taken - 20, dir: folder.dir }).catch(String);
    expect(String(refused)).not.toContain('Postgres');
  });
});
