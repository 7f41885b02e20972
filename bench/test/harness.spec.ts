import { describe, expect, it } from '@jest/globals';
import { atLeast, atMost } from '../src/harness/bars.js';
import type { BenchContext } from '../src/harness/benchmark.js';
import { compare, type Contender } from '../src/harness/compare.js';
import { latencyOf, median } from '../src/harness/latency.js';
import { barOf } from '../src/report/words.js';

const ctx: BenchContext = {
  quick: true,
  database: () => Promise.reject(new Error('no server in this test')),
  kafka: () => Promise.reject(new Error('no server in this test')),
  defer: () => undefined,
  progress: () => undefined,
};

describe('what is made of the measured times', () => {
  it('percentiles are times that were really measured', () => {
    const millis = Array.from({ length: 100 }, (_, nth) => 100 - nth);
    expect(latencyOf(millis)).toEqual({ p50Ms: 50, p95Ms: 95, p99Ms: 99 });
    expect(latencyOf([7])).toEqual({ p50Ms: 7, p95Ms: 7, p99Ms: 7 });
  });

  it('a median is not moved by one round that was disturbed', () => {
    expect(median([10, 11, 900])).toBe(11);
    expect(median([10, 12])).toBe(11);
  });

  it('a bar says by how much it is missed, in either direction', () => {
    expect(barOf(atLeast({ what: 'to raw', measured: 0.63, bar: 0.7, unit: '×' }))).toBe(
      'to raw 0.63× (≥ 0.7×): missed by 10 %',
    );
    expect(barOf(atMost({ what: 'p99', measured: 120, bar: 100, unit: 'ms' }))).toBe(
      'p99 120 ms (≤ 100 ms): missed by 20 %',
    );
    expect(barOf(atMost({ what: 'p99', measured: 80, bar: 100, unit: 'ms' }))).toBe('p99 80 ms (≤ 100 ms): reached');
  });
});

describe('a comparison', () => {
  it('takes turns, changes who is first, leaves the warm-up out, and compares what ran back to back', async () => {
    const turns: string[] = [];
    const contender = (label: string, perSecond: number): Contender => ({
      label,
      round: async (nth) => {
        turns.push(`${label}${nth}`);
        // The machine is slower in each round; the warm-up is far off.
        return { count: perSecond / (nth === 0 ? 1000 : nth), ms: 1000 };
      },
    });
    const { rows, ratio } = await compare(ctx, {
      ours: contender('ours', 80),
      baselines: [contender('raw', 100)],
      unit: 'events/s',
      rounds: 3,
    });
    expect(turns).toEqual(['ours0', 'raw0', 'raw1', 'ours1', 'ours2', 'raw2', 'raw3', 'ours3']);
    expect(rows).toEqual([
      { label: 'ours', value: 40, unit: 'events/s' },
      { label: 'raw', value: 50, unit: 'events/s' },
    ]);
    expect(ratio).toBeCloseTo(0.8);
  });
});
