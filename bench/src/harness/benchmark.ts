import type { TestDatabase } from '@backhaul/testkit';
import type { MigrationInterface } from 'typeorm';

/** One question, its answer measured and checked. Listed in `benchmarks/index.ts`. */
export interface Benchmark {
  /** As `--only` takes it. */
  readonly name: string;
  readonly question: string;
  /** What the answer has to reach, in words: `≥ 0.7× raw pg`. */
  readonly bar: string;
  /** Throws `WrongResult` when what was measured was not done correctly: see `verified`. */
  run(ctx: BenchContext): Promise<Result>;
}

/** What a benchmark works with. Everything that comes from here is removed after it, whether it passed or not. */
export interface BenchContext {
  /** A smoke test: a small amount of work, numbers that mean nothing. */
  readonly quick: boolean;
  /** A fresh database on the run's Postgres, migrated. */
  readonly database: (o?: { migrations?: (new () => MigrationInterface)[]; name?: string }) => Promise<TestDatabase>;
  /** The addresses of the run's Kafka, which is started when the first benchmark asks. Use unique topics and groups. */
  readonly kafka: () => Promise<string[]>;
  /** Runs after the benchmark, the last one first, also after a failure: close what you opened. */
  readonly defer: (cleanUp: () => Promise<unknown>) => void;
  /** A line for whoever waits. */
  readonly progress: (line: string) => void;
}

export interface Result {
  readonly rows: readonly Row[];
  /** Empty where nothing is asked for but a report. */
  readonly bars: readonly Bar[];
  /** What was verified, from `verified`. A benchmark without a check is not one. */
  readonly checks: readonly [string, ...string[]];
  /** What a reader has to know to read the numbers: what an operation is, what the baseline does. */
  readonly notes?: readonly string[];
}

/** One measured thing: ours, or a baseline. */
export interface Row {
  readonly label: string;
  readonly value: number;
  /** Of `value`: `events/s`, `MB`, … */
  readonly unit: string;
  readonly latency?: Latency;
}

/** Milliseconds of one operation. */
export interface Latency {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** A number beside what it has to reach. Make it with `atLeast` or `atMost`. */
export interface Bar {
  readonly what: string;
  readonly measured: number;
  readonly bar: number;
  readonly unit: string;
  readonly kind: 'at least' | 'at most';
  readonly reached: boolean;
}
