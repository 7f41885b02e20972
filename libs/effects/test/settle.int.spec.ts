import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { VersionConflict } from '@backhaul/event-store';
import { Scene } from './support/scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open('settle');
});
afterEach(() => scene.close());

const failing = (errors: Error[]) => ({
  inSettle: (): void => {
    const error = errors.shift();
    if (error !== undefined) throw error;
  },
});

describe('settling', () => {
  it('is tried again at once after a lost race, without calling the vendor', async () => {
    const key = await scene.plan();
    const hooks = failing([new VersionConflict('s', 1), new VersionConflict('s', 2)]);
    await scene.runner({ handlers: [scene.handler(hooks)] }).runOnce();
    expect((await scene.record(key)).status).toBe('confirmed');
    expect(await scene.settlements(key)).toHaveLength(1);
    expect(scene.vendor.posts).toHaveLength(1);
  });

  it('is tried again later after a bug, with the answer that was kept', async () => {
    const key = await scene.plan();
    const runner = scene.runner({ handlers: [scene.handler(failing([new Error('bug'), new Error('bug')]))] });
    await runner.runOnce();
    expect(await scene.record(key)).toMatchObject({ status: 'answered', lastError: 'bug', leasedBy: null });
    expect(await scene.settlements(key)).toEqual([]);
    await scene.later(runner);
    await scene.later(runner);
    expect(await scene.settlements(key)).toEqual([{ status: 'confirmed', result: { number: 'DOC-1' } }]);
    expect([scene.vendor.posts.length, scene.vendor.lookUps]).toEqual([1, 0]);
    expect(runner.totals).toMatchObject({ sent: 1, confirmed: 1, settleFailures: 2 });
  });

  it('keeps the next call of the lane back until it succeeded', async () => {
    await scene.plan({ lane: 'return' });
    const next = await scene.plan({ lane: 'return' });
    const runner = scene.runner({ handlers: [scene.handler(failing([new Error('bug')]))] });
    await runner.runOnce();
    expect(await runner.runOnce()).toBe(0);
    await scene.later(runner);
    await scene.later(runner);
    expect((await scene.record(next)).status).toBe('confirmed');
  });

  it('sees the answer as it was stored, before and after a crash alike', async () => {
    const handler = scene.handler();
    const at = new Date('2026-03-01T00:00:00Z');
    handler.send = () => Promise.resolve({ outcome: 'confirmed', result: { at, nothing: undefined } });
    const seen: unknown[] = [];
    handler.settle = async (_tx, _call, settled) => void seen.push(settled);
    await scene.plan();
    await scene.runner({ handlers: [handler] }).runOnce();
    expect(seen).toStrictEqual([{ status: 'confirmed', result: { at: at.toISOString() } }]);
  });
});
