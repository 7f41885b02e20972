import type { EffectCall, EffectHandler } from '@backhaul/effects';
import { describe, expect, it } from '@jest/globals';
import { whileNotStopped } from '../src/stops/while-not-stopped.js';

const call = { key: 'rma:1', kind: 'create-rma', merchantId: 'northfold' } as EffectCall;
const sent: string[] = [];
const handler: EffectHandler = {
  kind: 'create-rma',
  lookUpDelayMs: 7_000,
  send({ key }) {
    sent.push(key);
    return Promise.resolve({ outcome: 'confirmed', result: null });
  },
  lookUp: () => Promise.resolve({ outcome: 'absent' }),
  settle: () => Promise.resolve(),
};
const { signal } = new AbortController();

describe('a call of a store whose stop cannot be read', () => {
  it('does not go out, and is not in doubt either', async () => {
    const guarded = whileNotStopped(handler, () => Promise.reject(new Error('no connection')));
    await expect(guarded.send(call, signal)).rejects.toMatchObject({ delivered: 'no', code: 'STORE_UNKNOWN' });
    expect(sent).toEqual([]);
  });

  it('is looked up as before, no earlier than its handler asks for', async () => {
    const guarded = whileNotStopped(handler, () => Promise.resolve(true));
    expect(guarded.lookUpDelayMs).toBe(7_000);
    expect(await guarded.lookUp(call, signal)).toEqual({ outcome: 'absent' });
    await expect(guarded.send(call, signal)).rejects.toMatchObject({ delivered: 'no', retryAfterMs: 60_000 });
  });
});
