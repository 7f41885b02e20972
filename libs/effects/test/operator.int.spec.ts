import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { effectsStore } from '../src/index.js';
import { Scene } from './support/scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open('operator');
});
afterEach(() => scene.close());

describe('an operator', () => {
  it('lists calls by what they are about, page by page', async () => {
    scene.vendor.nextPosts.push('refuse');
    const refused = await scene.plan({ subject: 'northfold-1', merchantId: 'northfold' });
    await scene.runner().runOnce();
    const open = await scene.plan({ subject: 'northfold-2' });
    const keys = async (filter: Parameters<typeof effectsStore.list>[1]): Promise<string[]> =>
      (await effectsStore.list(scene.db.pool, filter)).map((call) => call.key);
    expect(await keys({})).toEqual([refused, open]);
    expect(await keys({ status: 'refused' })).toEqual([refused]);
    expect(await keys({ subject: 'northfold-2', kind: 'create-document' })).toEqual([open]);
    expect(await keys({ unfinished: true })).toEqual([open]);
    expect(await keys({ waitingForPerson: true })).toEqual([]);
    const [first] = await effectsStore.list(scene.db.pool, { limit: 1 });
    expect(await keys({ after: first?.seq ?? '0' })).toEqual([open]);
    expect(await effectsStore.get(scene.db.pool, 'unknown')).toBeNull();
  });

  it('counts what is not over, by kind and status', async () => {
    scene.vendor.nextPosts.push('lose', 'apply');
    const doubtful = await scene.plan();
    await scene.plan();
    await scene.runner().runOnce();
    await scene.plan({ kind: 'delete-document' });
    await scene.plan({ kind: 'delete-document' });
    const { plannedAt } = await scene.record(doubtful);
    expect(await effectsStore.counts(scene.db.pool)).toEqual([
      { kind: 'create-document', status: 'in-doubt', calls: 1, waitingForPerson: 0, oldest: plannedAt },
      { kind: 'delete-document', status: 'planned', calls: 2, waitingForPerson: 0, oldest: expect.any(Date) },
    ]);
  });

  it('has a refused call tried again, which is looked up first', async () => {
    scene.vendor.nextPosts.push('refuse');
    const key = await scene.plan();
    const runner = scene.runner();
    await runner.runOnce();
    await effectsStore.retry(scene.db.pool, key, 'mara', 'the SKU exists now');
    await runner.runOnce();
    expect([scene.vendor.posts.length, scene.vendor.lookUps]).toEqual([1, 1]);
    await scene.later(runner);
    expect((await scene.settlements(key)).map((s) => s.status)).toEqual(['refused', 'confirmed']);
    const call = await effectsStore.get(scene.db.pool, key);
    expect(call?.interventions).toEqual([
      { action: 'retry', by: 'mara', reason: 'the SKU exists now', statusBefore: 'refused', at: expect.any(Date) },
    ]);
  });

  it('has a call that was refused many times tried again without the waits that grew meanwhile', async () => {
    const key = await scene.plan();
    const runner = scene.runner();
    for (let times = 1; times <= 12; times += 1) {
      scene.vendor.nextPosts.push('refuse');
      if (times > 1) await effectsStore.retry(scene.db.pool, key, 'mara', 'the SKU exists now');
      await runner.runOnce();
      await scene.later(runner, 1000);
    }
    expect(scene.vendor.posts).toHaveLength(12);
  });

  it('has a postponed call tried now', async () => {
    scene.vendor.nextPosts.push('rate-limit');
    const key = await scene.plan();
    const runner = scene.runner();
    await runner.runOnce();
    await effectsStore.retry(scene.db.pool, key, 'mara', 'the vendor raised our limit');
    expect(await runner.runOnce()).toBe(1);
    expect((await scene.record(key)).status).toBe('confirmed');
  });

  it('says what became of a call in doubt', async () => {
    scene.vendor.nextPosts.push('lose', 'drop', 'drop');
    const found = await scene.plan();
    const absent = await scene.plan();
    const givenUp = await scene.plan();
    const runner = scene.runner({ concurrency: 1 });
    for (let n = 0; n < 3; n += 1) await runner.runOnce();
    const { pool } = scene.db;
    await effectsStore.resolve(pool, found, 'mara', 'seen', { outcome: 'found', result: { number: 'DOC-1' } });
    await effectsStore.resolve(pool, absent, 'mara', 'not there', { outcome: 'absent' });
    await effectsStore.resolve(pool, givenUp, 'mara', 'by hand', { outcome: 'refused', reason: 'made by hand' });
    for (let n = 0; n < 3; n += 1) await runner.runOnce();
    expect(await scene.settlements(found)).toEqual([{ status: 'confirmed', result: { number: 'DOC-1' } }]);
    expect(await scene.settlements(absent)).toEqual([{ status: 'confirmed', result: { number: 'DOC-2' } }]);
    expect(await scene.settlements(givenUp)).toEqual([{ status: 'refused', reason: 'made by hand' }]);
    expect(scene.vendor.lookUps).toBe(0);
  });

  it('cannot reopen what is confirmed, resolve what is over, or act without a name and a reason', async () => {
    const key = await scene.plan();
    await scene.runner().runOnce();
    const { pool } = scene.db;
    const notOpen = { code: 'EFFECT_NOT_OPEN', retryable: false };
    await expect(effectsStore.retry(pool, key, 'mara', 'again')).rejects.toMatchObject(notOpen);
    await expect(effectsStore.retry(pool, 'unknown', 'mara', 'again')).rejects.toMatchObject(notOpen);
    await expect(effectsStore.resolve(pool, key, 'mara', 'no', { outcome: 'absent' })).rejects.toMatchObject(notOpen);
    await expect(effectsStore.retry(pool, key, ' ', 'again')).rejects.toMatchObject({
      code: 'EFFECT_INTERVENTION_UNEXPLAINED',
    });
  });
});
