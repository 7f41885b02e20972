import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { BackhaulError } from '@backhaul/contracts';
import type { Benchmark } from './harness/benchmark.js';

/** What a run is asked for. */
export interface Options {
  readonly action: 'run' | 'list' | 'help';
  readonly chosen: readonly Benchmark[];
  readonly quick: boolean;
  /** Folder with `README.md` (the table goes there) and `results/`; null: nothing is written. */
  readonly out: string | null;
}

const BENCH = fileURLToPath(new URL('..', import.meta.url));

/** What `--help` prints. */
export const HELP = `Measures Backhaul against raw clients in the same run; see bench/README.md.

Usage: npm run bench [-- options]

  --only NAME,NAME   these benchmarks only; the others keep their last numbers in the table
  --list             the benchmarks, their questions and their bars
  --quick            a few operations of each: shows that it works, measures nothing, and writes nothing unless --out says where
  --out DIR          folder of README.md (with the table) and results/. Default: bench
  --help             this text

Ends with 1 when a result was wrong, or a benchmark could not run. A bar that was not reached is shown, and is not a failure.`;

/** @throws BackhaulError USAGE with what to type instead */
export function readOptions(args: readonly string[], benchmarks: readonly Benchmark[]): Options {
  const values = parse(args);
  return {
    action: values.help === true ? 'help' : values.list === true ? 'list' : 'run',
    chosen: choose(values.only, benchmarks),
    quick: values.quick === true,
    out: values.out ?? (values.quick === true ? null : BENCH),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        list: { type: 'boolean' },
        quick: { type: 'boolean' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw usage((cause as Error).message);
  }
}

function choose(only: string | undefined, benchmarks: readonly Benchmark[]): readonly Benchmark[] {
  if (only === undefined) return benchmarks;
  const names = new Set(only.split(',').map((name) => name.trim()));
  const known = benchmarks.filter(({ name }) => names.has(name));
  const unknown = [...names].filter((name) => !known.some((benchmark) => benchmark.name === name));
  if (unknown.length === 0) return known;
  throw usage(
    `There is no benchmark ${unknown.join(', ')}. There are: ${benchmarks.map(({ name }) => name).join(', ')}.`,
  );
}

const usage = (message: string): BackhaulError =>
  new BackhaulError('USAGE', `${message}\nnpm run bench -- --help shows what there is.`);
