import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { Scene } from './support/scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open('lifecycle');
});
afterEach(() => scene.close());

describe('a started runner', () => {
  it('takes a call as soon as it is woken', async () => {
    const runner = scene.runner({ pollMs: 3_600_000 });
    runner.start();
    const key = await scene.plan();
    runner.wake();
    await waitFor('the call to be confirmed', async () => (await scene.record(key)).status === 'confirmed');
    await runner.stop();
  });

  it('has at most so many calls under way as it may', async () => {
    scene.vendor.nextPosts.push('hold', 'hold', 'hold');
    for (let n = 0; n < 3; n += 1) await scene.plan();
    const runner = scene.runner({ concurrency: 2, pollMs: 10 });
    runner.start();
    await waitFor('two calls to be under way', () => scene.vendor.held === 2);
    runner.wake();
    const third = await scene.record('document:3');
    expect([third.status, runner.underWay]).toEqual(['planned', 2]);
    scene.vendor.release();
    await waitFor('the third call', () => scene.vendor.held === 1);
    scene.vendor.release();
    await runner.stop();
    expect(runner.totals.confirmed).toBe(3);
  });

  it('lets calls end that are under way when it stops', async () => {
    scene.vendor.nextPosts.push('hold');
    const key = await scene.plan();
    const runner = scene.runner({ pollMs: 10 });
    runner.start();
    await waitFor('the call to be under way', () => scene.vendor.held === 1);
    const stopped = runner.stop();
    scene.vendor.release();
    await stopped;
    expect((await scene.record(key)).status).toBe('confirmed');
  });

  it('aborts what does not end, and leaves it in doubt', async () => {
    scene.vendor.nextPosts.push('hold');
    const key = await scene.plan();
    const runner = scene.runner({ pollMs: 10, drainMs: 50 });
    runner.start();
    await waitFor('the call to be under way', () => scene.vendor.held === 1);
    await runner.stop();
    expect((await scene.record(key)).status).toBe('in-doubt');
  });

  it('can be started again', async () => {
    const runner = scene.runner({ pollMs: 10 });
    runner.start();
    await runner.stop();
    const key = await scene.plan();
    runner.start();
    await waitFor('the call to be confirmed', async () => (await scene.record(key)).status === 'confirmed');
    await runner.stop();
  });

  it('says aloud that calls are overdue', async () => {
    await scene.plan({ kind: 'delete-document' });
    const runner = scene.runner({ maxCallAgeMs: 0, pollMs: 10, clock: { now: () => new Date(Date.now() + 1_000) } });
    runner.start();
    await waitFor('the alarm', () => scene.errors.length > 0);
    await runner.stop();
    expect(scene.errors).toEqual([
      { message: 'Calls are overdue', facts: expect.objectContaining({ overdue: 1, oldest: [expect.anything()] }) },
    ]);
  });
});
