import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Scene } from './support/scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open('doubt');
});
afterEach(() => scene.close());

const needsPerson = { status: 'needs-person', reason: 'status 503' };
const confirmed = { status: 'confirmed', result: { number: 'DOC-1' } };

describe('a call that stays in doubt', () => {
  it('asks a person once after enough look-ups, keeps its lane waiting, and goes on looking until it is found', async () => {
    scene.vendor.nextPosts.push('lose');
    scene.vendor.nextLookUps.push('unsure', 'unsure', 'unsure', 'unsure', 'unsure');
    const key = await scene.plan({ lane: 'return' });
    const next = await scene.plan({ lane: 'return' });
    const runner = scene.runner({ maxLookUps: 3, maxDoubtMs: Number.MAX_SAFE_INTEGER });
    await runner.runOnce();
    for (let lookUp = 1; lookUp <= 2; lookUp += 1) await scene.later(runner);
    expect(await scene.settlements(key)).toEqual([]);
    for (let lookUp = 3; lookUp <= 5; lookUp += 1) await scene.later(runner);
    expect(await scene.settlements(key)).toEqual([needsPerson]);
    expect(await scene.record(key)).toMatchObject({ status: 'in-doubt', lookUps: 5, personAskedAt: expect.any(Date) });
    expect((await scene.record(next)).attempt).toBe(0);
    await scene.later(runner);
    expect(await scene.settlements(key)).toEqual([needsPerson, confirmed]);
    await scene.later(runner);
    expect((await scene.record(next)).status).toBe('confirmed');
    expect(runner.totals).toMatchObject({ askedPerson: 1, lookedUp: 6, inDoubt: 1, confirmed: 2 });
  });

  it('asks a person after long enough, however few look-ups there were', async () => {
    scene.vendor.nextPosts.push('lose');
    scene.vendor.nextLookUps.push('unsure', 'unsure');
    const key = await scene.plan();
    const runner = scene.runner({ maxDoubtMs: 11 * 60_000 });
    await runner.runOnce();
    await scene.later(runner);
    expect(await scene.settlements(key)).toEqual([]);
    await scene.later(runner);
    expect(await scene.settlements(key)).toEqual([needsPerson]);
  });

  it('asks again when asking failed, and counts as asked only then', async () => {
    scene.vendor.nextPosts.push('lose');
    scene.vendor.nextLookUps.push('unsure', 'unsure');
    const key = await scene.plan();
    let failures = 1;
    const inSettle = (): void => {
      if (failures-- > 0) throw new Error('the worklist is broken');
    };
    const runner = scene.runner({ maxLookUps: 1, handlers: [scene.handler({ inSettle })] });
    await runner.runOnce();
    await scene.later(runner);
    expect(await scene.record(key)).toMatchObject({ lookUps: 1, personAskedAt: null });
    await scene.later(runner);
    expect(await scene.settlements(key)).toEqual([needsPerson]);
  });

  it('takes a look-up that throws as no certainty, and waits as long as its error says', async () => {
    scene.vendor.nextPosts.push('lose');
    const handler = scene.handler();
    handler.lookUp = () => {
      throw Object.assign(new Error('slow down'), { delivered: 'no', retryAfterMs: 3_600_000 });
    };
    const key = await scene.plan();
    const runner = scene.runner({ handlers: [handler] });
    await runner.runOnce();
    await scene.later(runner);
    expect(await scene.record(key)).toMatchObject({ status: 'in-doubt', lastError: 'slow down' });
    expect(await scene.later(runner, 3_599_999)).toBe(0);
    expect(await scene.later(runner, 1)).toBe(1);
  });

  it('can be refused by a look-up', async () => {
    scene.vendor.nextPosts.push('drop');
    const handler = scene.handler();
    handler.lookUp = () => Promise.resolve({ outcome: 'refused', reason: 'the order was cancelled' });
    const key = await scene.plan();
    const runner = scene.runner({ handlers: [handler] });
    await runner.runOnce();
    await scene.later(runner);
    expect(await scene.settlements(key)).toEqual([{ status: 'refused', reason: 'the order was cancelled' }]);
  });

  it('waits for its first look-up as long as its handler says', async () => {
    scene.vendor.nextPosts.push('lose');
    const handler = Object.assign(scene.handler(), { lookUpDelayMs: 90_000 });
    await scene.plan();
    const runner = scene.runner({ handlers: [handler] });
    await runner.runOnce();
    expect(await scene.later(runner, 89_999)).toBe(0);
    expect(await scene.later(runner, 1)).toBe(1);
  });
});
