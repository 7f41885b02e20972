import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import pg from 'pg';
import { Scene } from './support/scene.js';

let scene: Scene;
let server: pg.Client;
beforeEach(async () => {
  scene = await Scene.open('outage');
  server = new pg.Client({ connectionString: process.env['BACKHAUL_TEST_POSTGRES_URL'] });
  await server.connect();
});
afterEach(async () => {
  await server.end();
  await scene.close();
});

const database = (): string => new URL(scene.db.url).pathname.slice(1);
const allowConnections = (allowed: boolean): Promise<unknown> =>
  server.query(`ALTER DATABASE ${database()} ALLOW_CONNECTIONS ${allowed}`);

async function cutOff(): Promise<void> {
  await allowConnections(false);
  await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database()]);
}

describe('while the database is away', () => {
  it('an answer that arrives is kept until it can be stored, and the vendor is not called again', async () => {
    const key = await scene.plan();
    const runner = scene.runner({ handlers: [scene.handler({ afterCall: cutOff })] });
    const running = runner.runOnce();
    await waitFor('the database to be away', () =>
      scene.db.pool.query('SELECT 1').then(
        () => false,
        () => true,
      ),
    );
    await allowConnections(true);
    await running;
    expect(await scene.settlements(key)).toEqual([{ status: 'confirmed', result: { number: 'DOC-1' } }]);
    expect([scene.vendor.posts.length, scene.vendor.lookUps]).toEqual([1, 0]);
  });

  it('a started runner goes on and takes calls again once it is back', async () => {
    const runner = scene.runner({ pollMs: 10 });
    runner.start();
    await cutOff();
    await waitFor('the runner to notice', () => scene.errors.length > 0);
    await allowConnections(true);
    const key = await scene.plan();
    await waitFor('the call to be confirmed', async () => (await scene.record(key)).status === 'confirmed');
    await runner.stop();
  });
});
