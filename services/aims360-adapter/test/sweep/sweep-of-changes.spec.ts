import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Changed } from '../../src/aims360/port.js';
import { sweepOfChanges } from '../../src/sweep/sweep-of-changes.js';

const now = '2026-09-20T12:00:00.000Z';
const never = new AbortController().signal;

describe('a sweep of changes', () => {
  let shown: Changed<string>[];
  let asked: string[];
  let observed: string[];
  let broken: Set<string>;
  let strange: Set<string>;
  beforeEach(() => {
    [shown, asked, observed, broken, strange] = [[], [], [], new Set(), new Set()];
  });

  const sweep = () =>
    sweepOfChanges<string>({
      name: 'things',
      merchantId: 'northfold',
      everySeconds: 0.5,
      clock: { now: () => new Date(now) },
      async *read(since) {
        asked.push(since.toISOString());
        yield shown.filter(({ changedAt }) => changedAt >= since.toISOString());
      },
      observe(what) {
        observed.push(what);
        return broken.has(what) ? Promise.reject(new Error(what)) : Promise.resolve(!strange.has(what));
      },
    });
  const run = (one: ReturnType<typeof sweep>, watermark: string | null) =>
    one.run({ merchantId: 'northfold', watermark, signal: never });

  it('tells again what nobody knew a place for, as long as the overlap shows it', async () => {
    const one = sweep();
    shown = [{ changedAt: '2026-09-20T11:00:00.000Z', what: 'a' }];
    strange.add('a');
    const mark = await run(one, null);
    strange.clear();
    await run(one, await run(one, mark));
    expect(observed).toEqual(['a', 'a']);
  });

  it('looks back a day at first, and later five minutes before the last change, by the vendor’s clock', async () => {
    const one = sweep();
    shown = [{ changedAt: '2026-09-20T11:00:00.000Z', what: 'a' }];
    const mark = await run(one, null);
    await run(one, mark);
    expect(asked).toEqual(['2026-09-19T12:00:00.000Z', '2026-09-20T10:55:00.000Z']);
  });

  it('keeps its mark when nothing changed', async () => {
    expect(await run(sweep(), '2026-09-20T11:00:00.000Z')).toBe('2026-09-20T11:00:00.000Z');
    expect(await run(sweep(), null)).toBeNull();
  });

  it('does not let a change from the future carry the mark away', async () => {
    shown = [{ changedAt: '2099-01-01T00:00:00.000Z', what: 'a' }];
    expect(await run(sweep(), null)).toBe(now);
  });

  it('takes in what the overlap shows again only when it differs', async () => {
    const one = sweep();
    const changedAt = '2026-09-20T11:00:00.000Z';
    shown = [{ changedAt, what: 'a' }];
    const mark = await run(one, null);
    // Changed within the same tick of the vendor's clock.
    shown = [...shown, { changedAt, what: 'a, changed' }];
    await run(one, mark);
    await run(one, mark);
    expect(observed).toEqual(['a', 'a, changed']);
  });

  it('takes in the others when one fails, and comes back for that one', async () => {
    const one = sweep();
    shown = ['a', 'b', 'c'].map((what, hour) => ({ changedAt: `2026-09-20T0${hour}:00:00.000Z`, what }));
    broken.add('b');
    await expect(run(one, null)).rejects.toThrow('b');
    expect(observed).toEqual(['a', 'b', 'c']);
    broken.clear();
    expect(await run(one, null)).toBe('2026-09-20T02:00:00.000Z');
    expect(observed).toEqual(['a', 'b', 'c', 'b']);
  });

  it('ends when the service stops', async () => {
    shown = [{ changedAt: '2026-09-20T11:00:00.000Z', what: 'a' }];
    const signal = AbortSignal.abort();
    await expect(sweep().run({ merchantId: 'northfold', watermark: null, signal })).rejects.toThrow();
    expect(observed).toEqual([]);
  });
});
