import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction } from '@backhaul/event-store';
import { effectsStore, planCalls } from '../src/index.js';
import { Scene } from './support/scene.js';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open('plan_calls');
});
afterAll(() => scene.close());

describe('planCalls', () => {
  it('plans with the transaction or not at all', async () => {
    const call = scene.call();
    const work = inTransaction(scene.db.pool, async (tx) => {
      await planCalls(tx, [call]);
      throw new Error('the decision failed');
    });
    await expect(work).rejects.toThrow('the decision failed');
    expect(await effectsStore.get(scene.db.pool, call.key)).toBeNull();
  });

  it('keeps the order of a batch, and the payload to the byte', async () => {
    const payload = { b: 1.5, a: ['é', '\u0000', '\ud83d', -1e21], 'a"b': null };
    const first = scene.call({ lane: 'order', payload });
    const second = scene.call({ lane: 'order' });
    await planCalls(scene.db.pool, [first, second]);
    const [one, two] = await effectsStore.list(scene.db.pool, { lane: 'order' });
    expect([one?.key, two?.key]).toEqual([first.key, second.key]);
    expect(one?.payloadText).toBe(JSON.stringify(payload));
    expect(one).toMatchObject({ status: 'planned', attempt: 0, payload, sentAt: null });
  });

  it('takes the same key with the same content as done, whatever the order of the fields and the cause', async () => {
    const call = scene.call({ payload: { a: 1, b: { c: 2, d: [3] } } });
    await planCalls(scene.db.pool, [call, call]);
    await planCalls(scene.db.pool, [{ ...call, payload: { b: { d: [3], c: 2 }, a: 1 }, causationId: 'another' }]);
    expect(await effectsStore.list(scene.db.pool, { lane: call.lane })).toHaveLength(1);
  });

  it.each([
    ['payload', { payload: { amount: 2 } }],
    ['kind', { kind: 'delete-document' }],
    ['lane', { lane: 'elsewhere' }],
    ['merchant', { merchantId: 'southfold' }],
  ])('refuses a known key with another %s', async (_, change) => {
    const call = scene.call({ payload: { amount: 1 } });
    await planCalls(scene.db.pool, [call]);
    const again = planCalls(scene.db.pool, [scene.call(), { ...call, ...change }]);
    await expect(again).rejects.toMatchObject({
      code: 'EFFECT_KEY_REUSED',
      retryable: false,
      details: { keys: [call.key] },
    });
  });

  it('refuses one key for two contents in a batch, and a payload that is no JSON', async () => {
    const call = scene.call({ payload: 1 });
    const both = planCalls(scene.db.pool, [call, { ...call, payload: 2 }]);
    await expect(both).rejects.toMatchObject({ code: 'EFFECT_KEY_REUSED' });
    const none = planCalls(scene.db.pool, [scene.call({ payload: undefined })]);
    await expect(none).rejects.toMatchObject({ code: 'EFFECT_WITHOUT_PAYLOAD' });
  });

  it('plans nothing for no calls', async () => {
    await expect(planCalls(scene.db.pool, [])).resolves.toBeUndefined();
  });
});
