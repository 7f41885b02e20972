import type { Bar } from './benchmark.js';

type Reading = Pick<Bar, 'what' | 'measured' | 'bar' | 'unit'>;

/** More is better: throughput, or a ratio to the baseline (unit `×`). */
export function atLeast(reading: Reading): Bar {
  return { ...reading, kind: 'at least', reached: reading.measured >= reading.bar };
}

/** Less is better: latency, memory. */
export function atMost(reading: Reading): Bar {
  return { ...reading, kind: 'at most', reached: reading.measured <= reading.bar };
}
