import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../harness/benchmark.js';
import type { Environment } from './environment.js';

/** What one benchmark came to. */
export interface Entry extends Result {
  readonly name: string;
  readonly question: string;
  readonly bar: string;
}

/** One run, as it is written. */
export interface RunRecord {
  readonly environment: Environment;
  readonly quick: boolean;
  readonly benchmarks: readonly Entry[];
}

/** The newest numbers of each benchmark, each with what it was measured on. */
export type Latest = readonly (Entry & { readonly environment: Environment })[];

const latestFile = (out: string): string => join(out, 'results', 'latest.json');

/** Empty when there is none yet. */
export function readLatest(out: string): Latest {
  const file = latestFile(out);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Latest) : [];
}

/** What was measured now replaces its former numbers; a benchmark that is gone from the list goes. In the order of the list. */
export function merge(latest: Latest, { environment, benchmarks }: RunRecord, names: readonly string[]): Latest {
  const newest = new Map(latest.map((entry) => [entry.name, entry]));
  for (const entry of benchmarks) newest.set(entry.name, { ...entry, environment });
  return names.flatMap((name) => newest.get(name) ?? []);
}

/** Writes `results/<date>-<commit>.json` and `results/latest.json`. */
export function writeRecord(out: string, record: RunRecord, latest: Latest): void {
  mkdirSync(join(out, 'results'), { recursive: true });
  const { at, commit } = record.environment;
  // To the second: the run before a change and the one after it are on the same day, often on the same commit.
  const name = `${at.slice(0, 19).replaceAll(':', '')}-${commit}.json`;
  writeFileSync(join(out, 'results', name), asText(record));
  writeFileSync(latestFile(out), asText(latest));
}

const asText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
