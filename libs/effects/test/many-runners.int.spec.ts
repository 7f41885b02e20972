import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inTransaction } from '@backhaul/event-store';
import { waitFor } from '@backhaul/testkit';
import { effectsStore, planCalls, type EffectRunner, type EffectRunnerOptions } from '../src/index.js';
import { LEASE_MS, Scene } from './support/scene.js';

let scene: Scene;
const started: EffectRunner[] = [];
beforeEach(async () => {
  scene = await Scene.open('many_runners');
});
afterEach(async () => {
  scene.vendor.release();
  await Promise.all(started.splice(0).map((runner) => runner.stop()));
  await scene.close();
});

/** On the machine's clock. */
function start(options: Partial<EffectRunnerOptions> = {}): EffectRunner {
  const clock = { now: () => new Date() };
  const runner = scene.runner({ clock, pollMs: 20, backoff: { baseMs: 1 }, ...options });
  started.push(runner);
  runner.start();
  return runner;
}

describe('two runners at once', () => {
  it('send every call once and keep the order of each lane', async () => {
    const lanes = Array.from({ length: 30 }, (_, lane) => `lane-${lane}`);
    const calls = [1, 2, 3, 4].flatMap((nth) => lanes.map((lane) => scene.call({ key: `${lane}/${nth}`, lane })));
    await inTransaction(scene.db.pool, (tx) => planCalls(tx, calls));
    const runners = [start(), start()];
    await waitFor('all calls to be over', async () => (await effectsStore.counts(scene.db.pool)).length === 0);
    const sent = scene.vendor.posts.map((post) => post.reference);
    expect(sent).toHaveLength(calls.length);
    for (const lane of lanes) {
      expect(sent.filter((key) => key.startsWith(`${lane}/`))).toEqual([1, 2, 3, 4].map((nth) => `${lane}/${nth}`));
    }
    const confirmed = runners.map((runner) => runner.totals.confirmed);
    expect(confirmed.reduce((a, b) => a + b)).toBe(calls.length);
  });

  it('never send a call of a lane while an earlier one is under way', async () => {
    scene.vendor.nextPosts.push('hold');
    const first = await scene.plan({ lane: 'return' });
    const second = await scene.plan({ lane: 'return' });
    const other = await scene.plan();
    start();
    start();
    await waitFor('the other lane to be over', async () => (await scene.record(other)).status === 'confirmed');
    expect((await scene.record(second)).status).toBe('planned');
    scene.vendor.release();
    await waitFor('the lane to be over', async () => (await scene.record(second)).status === 'confirmed');
    const sent = scene.vendor.posts.map((post) => post.reference).filter((key) => key !== other);
    expect(sent).toEqual([first, second]);
  });

  it('leave a long call with the one that renews its lease', async () => {
    scene.vendor.nextPosts.push('hold');
    const key = await scene.plan();
    const options = { leaseMs: 2_000 };
    start(options);
    start(options);
    await waitFor('the lease to be renewed beyond its first end', async () => {
      const { sentAt, leasedUntil } = await scene.record(key);
      return sentAt !== null && leasedUntil !== null && leasedUntil.getTime() - sentAt.getTime() > 4_000;
    });
    scene.vendor.release();
    await waitFor('the call to be confirmed', async () => (await scene.record(key)).status === 'confirmed');
    expect([scene.vendor.posts.length, scene.vendor.lookUps]).toEqual([1, 0]);
  });

  it('stop a request whose lease is lost', async () => {
    scene.vendor.nextPosts.push('hold');
    const key = await scene.plan();
    const handler = scene.handler();
    const send = handler.send.bind(handler);
    let signal: AbortSignal | undefined;
    handler.send = (call, given) => {
      signal = given;
      return send(call, given);
    };
    const runner = start({ leaseMs: 1_500, handlers: [handler] });
    await waitFor('the call to be under way', () => scene.vendor.held === 1);
    await scene.db.pool.query('UPDATE effects.calls SET claim = claim + 1, leased_until = now() + interval $$1 hour$$');
    await waitFor('the request to be aborted', () => signal?.aborted === true);
    await runner.stop();
    expect((await scene.record(key)).status).toBe('sent');
  });

  it('believe the answer of a slow sender more than the look-up of its heir', async () => {
    scene.vendor.nextPosts.push('hold');
    scene.vendor.nextLookUps.push('unsure');
    const key = await scene.plan();
    const slow = scene.runner();
    const sending = slow.runOnce();
    await waitFor('the call to be under way', () => scene.vendor.held === 1);
    const handler = scene.handler();
    const lookUp = handler.lookUp.bind(handler);
    handler.lookUp = async (call, signal) => {
      scene.vendor.release();
      await sending;
      return lookUp(call, signal);
    };
    const heir = scene.runner({ handlers: [handler] });
    await scene.later(heir, LEASE_MS);
    expect(await scene.record(key)).toMatchObject({ status: 'answered', leasedBy: null, lookUps: 0 });
    await heir.runOnce();
    expect(await scene.settlements(key)).toEqual([{ status: 'confirmed', result: { number: 'DOC-1' } }]);
    expect(scene.vendor.posts).toHaveLength(1);
  });

  it('drop the answer to a send that was given up for another one, and say so aloud', async () => {
    scene.vendor.nextPosts.push('hold', 'hold');
    const key = await scene.plan();
    const slow = scene.runner().runOnce();
    await waitFor('the first send', () => scene.vendor.held === 1);
    const heir = scene.runner();
    await scene.later(heir, LEASE_MS);
    const sendingAgain = scene.later(heir, 1_000);
    await waitFor('the second send', () => scene.vendor.held === 2);
    scene.vendor.releaseOldest();
    await slow;
    expect(await scene.record(key)).toMatchObject({ status: 'sent', attempt: 2 });
    expect(scene.errors.map((error) => error.message)).toEqual(['This answer came too late and was dropped']);
    scene.vendor.release();
    await sendingAgain;
    expect(await scene.settlements(key)).toEqual([{ status: 'confirmed', result: { number: 'DOC-2' } }]);
  });
});
