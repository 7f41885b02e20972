import type { Latency } from './benchmark.js';

/** Percentiles (nearest rank) of single operations, in milliseconds. */
export function latencyOf(millis: readonly number[]): Latency {
  const sorted = Float64Array.from(millis).sort();
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50Ms: rank(0.5), p95Ms: rank(0.95), p99Ms: rank(0.99) };
}

/** The middle value; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}
