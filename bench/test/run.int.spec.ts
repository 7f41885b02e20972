import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { append } from '../src/benchmarks/append.js';
import { readAll } from '../src/benchmarks/read-all.js';
import type { Benchmark } from '../src/harness/benchmark.js';
import { verified } from '../src/harness/verified.js';
import { run } from '../src/run.js';

let out: string;
const lines: string[] = [];
const bench = (chosen: readonly Benchmark[], all: readonly Benchmark[] = [append, readAll]): Promise<boolean> =>
  run({ action: 'run', chosen, quick: true, out }, all, (line) => lines.push(line));
const latest = (): { name: string; rows: unknown[]; checks: string[]; environment: object }[] =>
  JSON.parse(readFileSync(join(out, 'results', 'latest.json'), 'utf8'));
const readme = (): string => readFileSync(join(out, 'README.md'), 'utf8');

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'backhaul-bench-test-'));
  cpSync(join(import.meta.dirname, '..', 'README.md'), join(out, 'README.md'));
  lines.length = 0;
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

describe('a run of the benchmarks', () => {
  it('writes rates, percentiles, checks and the settings of the database as JSON and into the table', async () => {
    expect(await bench([append])).toBe(true);
    const [entry] = latest();
    expect(entry).toMatchObject({
      name: 'append',
      rows: [
        {
          label: 'eventStore.append',
          unit: 'events/s',
          value: expect.any(Number),
          latency: { p99Ms: expect.any(Number) },
        },
        { label: 'raw pg, prepared insert' },
      ],
      bars: [{ bar: 0.7, measured: expect.any(Number) }],
      checks: [expect.stringContaining('holds all 320 events'), expect.any(String)],
      environment: {
        cores: expect.any(Number),
        postgres: { version: expect.stringMatching(/^1[89]/), fsync: expect.any(String) },
      },
    });
    expect(readdirSync(join(out, 'results'))).toHaveLength(2);
    expect(readme()).toMatch(
      /\| \*\*append\*\*: Append of 1 event per commit.*\| eventStore\.append: [\d,]+ events\/s<br>raw pg/,
    );
    expect(readme()).toMatch(/- Postgres 1[89].*synchronous_commit/);
    expect(readme()).toContain('## Add one');
  });

  it('keeps the last numbers of the benchmarks that were not asked for', async () => {
    await bench([append]);
    const before = latest()[0];
    await bench([readAll]);
    expect(latest()).toEqual([before, expect.objectContaining({ name: 'read-all' })]);
  });

  it('fails when a result is wrong, says what was seen, keeps it out of the table, and still runs the others', async () => {
    const wrong: Benchmark = {
      name: 'wrong',
      question: 'Is a lost event noticed?',
      bar: '-',
      run: async () => ({ rows: [], bars: [], checks: [verified('all 3 events are there', false, { events: 2 })] }),
    };
    expect(await bench([wrong, readAll], [wrong, readAll])).toBe(false);
    expect(lines.join('\n')).toContain('it is not true that all 3 events are there. Seen: {"events":2}');
    expect(latest().map(({ name }) => name)).toEqual(['read-all']);
  });
});
