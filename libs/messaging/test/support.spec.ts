import { describe, expect, it } from '@jest/globals';
import { backoffMs } from '../src/support/backoff.js';
import { Pacer } from '../src/support/pacer.js';
import { endsWithin, pause } from '../src/support/pause.js';
import { Semaphore } from '../src/support/semaphore.js';
import { Troubles } from '../src/support/troubles.js';
import { silentLog } from '../src/support/log.js';

describe('back-off', () => {
  it('doubles up to the limit, and takes at most half away', () => {
    const limits = { firstMs: 100, maxMs: 1000 };
    expect([1, 2, 3, 4, 5, 400].map((attempt) => backoffMs(limits, attempt, 0))).toEqual([
      100, 200, 400, 800, 1000, 1000,
    ]);
    expect(backoffMs(limits, 1, 0.999)).toBe(50);
  });
});

describe('the pace of a poll', () => {
  it('ends a wait at once when woken, also when woken before the wait', async () => {
    const pacer = new Pacer({ minMs: 60_000, maxMs: 60_000 });
    const waiting = pacer.wait();
    pacer.wake();
    await waiting;
    pacer.wake();
    await pacer.wait();
  });

  it('slows down while idle and speeds up again with work', async () => {
    const pacer = new Pacer({ minMs: 1, maxMs: 16 });
    const timed = async (): Promise<number> => {
      const start = performance.now();
      await pacer.wait();
      return performance.now() - start;
    };
    for (let round = 0; round < 5; round += 1) await timed();
    expect(await timed()).toBeGreaterThan(12);
    pacer.busy();
    expect(await timed()).toBeLessThan(12);
  });
});

describe('pause', () => {
  it('ends when the signal is aborted', async () => {
    const stop = new AbortController();
    const waiting = pause(60_000, stop.signal);
    stop.abort();
    await waiting;
    await pause(60_000, stop.signal);
  });

  it('tells whether work ended in time', async () => {
    expect(await endsWithin(60_000, Promise.resolve())).toBe(true);
    expect(await endsWithin(1, new Promise(() => {}))).toBe(false);
  });
});

describe('semaphore', () => {
  it('lets so many run at a time and goes on after a failure', async () => {
    const slots = new Semaphore(3);
    let running = 0;
    let most = 0;
    const work = async (n: number): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      if (n % 4 === 0) throw new Error('failed');
    };
    const all = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => slots.run(() => work(n))));
    expect(most).toBe(3);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
  });
});

describe('troubles', () => {
  it('are reported once a second, with the number of those left out, and their end once', () => {
    let now = 0;
    const lines: [object, string | undefined][] = [];
    const log = {
      ...silentLog,
      error: (fields: object, message?: string) => lines.push([fields, message]),
      info: (fields: object, message?: string) => lines.push([fields, message]),
    };
    const troubles = new Troubles(log, () => now);
    troubles.over('all is well');
    for (; now < 2500; now += 100) troubles.report('Postgres', new Error('is away'));
    expect(troubles.lastingMs).toBe(2500);
    troubles.over('all is well again');
    troubles.over('all is well again');
    expect(lines).toEqual([
      [{ code: undefined }, 'Postgres: is away'],
      [{ code: undefined, repeated: 9 }, 'Postgres: is away'],
      [{ code: undefined, repeated: 9 }, 'Postgres: is away'],
      [{ afterMs: 2500 }, 'all is well again'],
    ]);
  });
});
