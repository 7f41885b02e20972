import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Scene } from './support/scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open('outcomes');
});
afterEach(() => scene.close());

describe('a call', () => {
  it('is confirmed, and settled in the same transaction', async () => {
    const key = await scene.plan();
    expect(await scene.runner().runOnce()).toBe(1);
    expect(await scene.record(key)).toMatchObject({ status: 'confirmed', attempt: 1, leasedBy: null, lastError: null });
    expect(await scene.settlements(key)).toEqual([{ status: 'confirmed', result: { number: 'DOC-1' } }]);
  });

  it('is marked as sent before it goes out', async () => {
    const key = await scene.plan();
    let seen: unknown;
    const beforeCall = async (): Promise<void> => {
      const { rows } = await scene.db.pool.query('SELECT status, attempt FROM effects.calls WHERE key = $1', [key]);
      [seen] = rows as unknown[];
    };
    await scene.runner({ handlers: [scene.handler({ beforeCall })] }).runOnce();
    expect(seen).toEqual({ status: 'sent', attempt: 1 });
  });

  it('is refused with the vendor’s reason', async () => {
    scene.vendor.nextPosts.push('refuse');
    const key = await scene.plan();
    await scene.runner().runOnce();
    expect((await scene.record(key)).status).toBe('refused');
    expect(await scene.settlements(key)).toEqual([
      { status: 'refused', reason: 'SKU unknown', result: { error: 'SKU unknown' } },
    ]);
  });

  it('is refused with the error’s message when the vendor answered and a retry cannot help', async () => {
    scene.vendor.nextPosts.push('reject');
    const key = await scene.plan();
    await scene.runner().runOnce();
    expect(await scene.settlements(key)).toEqual([
      { status: 'refused', reason: 'status 400', result: { status: 400, body: { error: 'malformed' } } },
    ]);
  });

  it('is sent again after an answer that says it was not applied yet', async () => {
    scene.vendor.nextPosts.push('unauthorized');
    const key = await scene.plan();
    const runner = scene.runner();
    await runner.runOnce();
    expect(await scene.record(key)).toMatchObject({ status: 'planned', lastError: 'status 401' });
    expect(await runner.runOnce()).toBe(0);
    await scene.later(runner);
    expect(await scene.record(key)).toMatchObject({ status: 'confirmed', attempt: 2 });
    expect(scene.vendor.lookUps).toBe(0);
  });

  it('waits as long as the vendor asks', async () => {
    scene.vendor.nextPosts.push('rate-limit');
    await scene.plan();
    const runner = scene.runner();
    await runner.runOnce();
    expect(await scene.later(runner, 59_999)).toBe(0);
    expect(await scene.later(runner, 2)).toBe(1);
    expect(scene.vendor.documents).toHaveLength(1);
  });

  it('waits until its time', async () => {
    const notBefore = new Date(scene.clock.now().getTime() + 60_000);
    const key = await scene.plan({ notBefore });
    const runner = scene.runner();
    expect(await runner.runOnce()).toBe(0);
    expect((await scene.record(key)).dueAt).toEqual(notBefore);
    expect(await scene.later(runner, 60_000)).toBe(1);
  });

  it('is in doubt when its answer is lost, and confirmed when the look-up finds it', async () => {
    scene.vendor.nextPosts.push('lose');
    const key = await scene.plan();
    const runner = scene.runner();
    await runner.runOnce();
    expect((await scene.record(key)).status).toBe('in-doubt');
    expect(await scene.settlements(key)).toEqual([]);
    expect(await scene.later(runner, 1_999)).toBe(0);
    await scene.later(runner, 1);
    expect(await scene.settlements(key)).toEqual([{ status: 'confirmed', result: { number: 'DOC-1' } }]);
    expect(scene.vendor.posts).toHaveLength(1);
  });

  it('is sent again with the same bytes when the look-up proves that it is absent', async () => {
    scene.vendor.nextPosts.push('drop');
    const key = await scene.plan({ payload: { z: 1.0, a: 'ß\u0000', '9': 1, '10': 2 } });
    const runner = scene.runner();
    await runner.runOnce();
    await scene.later(runner);
    expect(await scene.record(key)).toMatchObject({ status: 'planned', inDoubtSince: null });
    await scene.later(runner);
    expect(await scene.record(key)).toMatchObject({ status: 'confirmed', attempt: 2 });
    const [first, second] = scene.vendor.posts;
    expect(second?.body).toBe(first?.body);
    expect(scene.vendor.documentsOf(key)).toHaveLength(1);
  });

  it('is in doubt when the handler returns no answer at all', async () => {
    const handler = scene.handler();
    handler.send = () => Promise.resolve({} as never);
    const key = await scene.plan();
    await scene.runner({ handlers: [handler] }).runOnce();
    expect((await scene.record(key)).status).toBe('in-doubt');
  });

  it('of a kind that this runner does not carry is left alone', async () => {
    await scene.plan({ kind: 'delete-document' });
    expect(await scene.runner().runOnce()).toBe(0);
  });
});
