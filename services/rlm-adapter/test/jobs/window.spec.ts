import { describe, expect, it } from '@jest/globals';
import { triggerOfTick, windowSince } from '../../src/jobs/window.js';

const now = new Date('2026-03-10T12:00:00.000Z');
const before = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

describe('the window of a run', () => {
  it('begins ten minutes before the watermark, and ends where the run begins', () => {
    expect(windowSince(before(15), now)).toEqual({ from: before(25), to: now });
  });

  it('is the last week for a job that never ran', () => {
    expect(windowSince(null, now)).toEqual({ from: before(7 * 24 * 60), to: now });
  });

  it('of one run makes up for all the ticks that were missed', () => {
    const everyMs = 15 * 60_000;
    expect(triggerOfTick(null, now, everyMs)).toBe('SCHEDULE');
    expect(triggerOfTick(before(16), now, everyMs)).toBe('SCHEDULE');
    expect(triggerOfTick(before(31), now, everyMs)).toBe('CATCHUP');
    // Of a job that runs all the time, a run that takes longer misses nothing.
    expect(triggerOfTick(new Date(now.getTime() - 9_000), now, 1_000)).toBe('SCHEDULE');
  });
});
