import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SlidingWindow } from '../src/sliding-window.js';

/** Calls as fast as the window lets them through; the times at which they went. */
function goAsFastAsAllowed(perMinute: number, calls: number, pauses: readonly number[]): number[] {
  const window = new SlidingWindow(perMinute);
  const times: number[] = [];
  let now = 0;
  for (let call = 0; call < calls; call += 1) {
    now += pauses[call % pauses.length] ?? 0;
    for (let wait = window.take(now); wait > 0; wait = window.take(now)) now += wait;
    times.push(now);
  }
  return times;
}

describe('the pace of a vendor', () => {
  it('is never exceeded in any 60 s, however calls come', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), pauses, (perMinute, gaps) => {
        const times = goAsFastAsAllowed(perMinute, 400, gaps);
        times.forEach((from, index) => {
          const within = times.slice(index).filter((time) => time < from + 60_000).length;
          expect(within).toBeLessThanOrEqual(perMinute);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('lets a burst through at once and is used in full in the long run', () => {
    const times = goAsFastAsAllowed(300, 1000, [0]);
    expect(times.filter((time) => time === 0)).toHaveLength(300);
    expect(times.at(-1)).toBe(3 * 60_000);
  });
});
