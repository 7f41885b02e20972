import { describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';

describe('waitFor', () => {
  it('gives the fact as soon as it is there', async () => {
    let asked = 0;
    const found = await waitFor('the third answer', () => ++asked === 3 && 'here', { everyMs: 1 });
    expect([found, asked]).toEqual(['here', 3]);
  });

  it('takes null, zero and the empty text for facts', async () => {
    expect(await waitFor('null', () => null)).toBeNull();
    expect(await waitFor('zero', () => 0)).toBe(0);
    expect(await waitFor('nothing', () => '')).toBe('');
  });

  it('says what it waited for and what it saw last', async () => {
    const waiting = waitFor('a settled return', () => false, { timeoutMs: 20, everyMs: 1 });
    await expect(waiting).rejects.toThrow(/Waited 20 ms in vain for a settled return. Last seen: false/);
  });

  it('asks again after an error, and shows the last one', async () => {
    const waiting = waitFor('a row', () => Promise.reject(new Error('no such table')), { timeoutMs: 20, everyMs: 1 });
    await expect(waiting).rejects.toThrow(/no such table/);
  });

  it('does not wait for ever on a probe that never answers', async () => {
    const waiting = waitFor('an answer', () => new Promise<undefined>(() => undefined), { timeoutMs: 20 });
    await expect(waiting).rejects.toThrow(/an answer.*the probe has not answered/);
  });
});
