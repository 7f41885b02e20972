import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { LEASE_MS, Scene } from './support/scene.js';

const script = (name: string): string => fileURLToPath(new URL(`./crash/${name}`, import.meta.url));

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open('crash');
});
afterEach(() => scene.close());

/** Runs a runner in a process of its own, which dies by SIGKILL at the point. */
function dieAt(point: 'beforeCall' | 'afterCall' | 'inSettle'): Promise<NodeJS.Signals | null> {
  const register = new URL('./crash/register.mjs', import.meta.url).href;
  const args = ['--conditions=source', `--import=${register}`, script('dying-runner.ts')];
  return new Promise((resolve) => {
    execFile(process.execPath, [...args, scene.db.url, scene.vendorUrl.value, point], (error, _stdout, stderr) => {
      if (error?.signal !== 'SIGKILL') process.stderr.write(stderr);
      resolve(error?.signal ?? null);
    });
  });
}

describe('a process that is killed', () => {
  it('before the call went out: the look-up finds nothing, and the call is sent', async () => {
    const key = await scene.plan();
    expect(await dieAt('beforeCall')).toBe('SIGKILL');
    expect((await scene.record(key)).status).toBe('sent');
    expect(scene.vendor.posts).toHaveLength(0);
    await takeOver(key);
    expect([scene.vendor.posts.length, scene.vendor.lookUps]).toEqual([1, 1]);
  });

  it('after the vendor applied it: the look-up finds it, and nothing is sent again', async () => {
    const key = await scene.plan();
    expect(await dieAt('afterCall')).toBe('SIGKILL');
    expect((await scene.record(key)).status).toBe('sent');
    await takeOver(key);
    expect([scene.vendor.posts.length, scene.vendor.lookUps]).toEqual([1, 1]);
  });

  it('after the answer was stored: it is settled from the row, without the vendor', async () => {
    const key = await scene.plan();
    expect(await dieAt('inSettle')).toBe('SIGKILL');
    expect((await scene.record(key)).status).toBe('answered');
    await takeOver(key);
    expect([scene.vendor.posts.length, scene.vendor.lookUps]).toEqual([1, 0]);
  });
});

/** Another process carries on once the lease is over, on the database's clock. */
async function takeOver(key: string): Promise<void> {
  const { runner, stop } = startRunner();
  await waitFor('the call to be confirmed', async () => (await scene.record(key)).status === 'confirmed');
  await stop();
  expect(runner.totals.confirmed).toBe(1);
  expect(await scene.settlements(key)).toEqual([{ status: 'confirmed', result: { number: 'DOC-1' } }]);
  expect(scene.vendor.documentsOf(key)).toHaveLength(1);
}

function startRunner() {
  const handlers = [scene.handler()];
  const runner = scene.runner({ handlers, clock: { now: () => new Date() }, backoff: { baseMs: 1 }, pollMs: 20 });
  runner.start();
  return { runner, stop: () => runner.stop() };
}

describe('a runner that is gone, on a clock', () => {
  it('keeps its call until the lease is over, and not longer', async () => {
    scene.vendor.nextPosts.push('hold');
    const key = await scene.plan();
    const gone = scene.runner({ owner: 'gone' });
    void gone.runOnce();
    await waitFor('the call to be under way', () => scene.vendor.held === 1);
    const heir = scene.runner({ owner: 'heir' });
    expect(await scene.later(heir, LEASE_MS - 1)).toBe(0);
    expect((await scene.record(key)).leasedBy).toBe('gone');
    expect(await scene.later(heir, 1)).toBe(1);
    expect(scene.vendor.lookUps).toBe(1);
  });
});
