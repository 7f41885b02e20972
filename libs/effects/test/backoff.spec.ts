import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { delayAfter } from '../src/index.js';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait after a failure', () => {
  it('doubles, and half of it is random', () => {
    const least = [1, 2, 3, 4].map((failures) => delayAfter(failures, { baseMs: 100, random: () => 0 }));
    const most = [1, 2, 3, 4].map((failures) => delayAfter(failures, { baseMs: 100, random: () => 1 }));
    expect(least).toEqual([50, 100, 200, 400]);
    expect(most).toEqual([100, 200, 400, 800]);
  });

  it('is never longer than the maximum unless the vendor asks, and never shorter than what it asks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(600_000), random, (failures, retryAfterMs, drawn) => {
        const delay = delayAfter(failures, { baseMs: 500, maxMs: 60_000, random: () => drawn }, retryAfterMs);
        expect(delay).toBeGreaterThanOrEqual(Math.max(250, retryAfterMs));
        expect(delay).toBeLessThanOrEqual(Math.max(60_000, retryAfterMs + 250));
      }),
    );
  });
});
