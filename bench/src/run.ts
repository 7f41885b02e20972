import type { Benchmark } from './harness/benchmark.js';
import { contextOf } from './harness/context.js';
import { Servers } from './harness/servers.js';
import type { Options } from './options.js';
import { environmentOf } from './report/environment.js';
import { merge, readLatest, writeRecord, type Entry, type RunRecord } from './report/record.js';
import { headOf, summaryOf } from './report/summary.js';
import { writeTable } from './report/table.js';

type Print = (line: string) => void;

/** Runs the chosen benchmarks one after the other, prints and writes what they came to. False when one was wrong or could not run. */
export async function run(options: Options, all: readonly Benchmark[], print: Print): Promise<boolean> {
  const servers = new Servers((line) => print(`  ${line}`));
  try {
    const entries: Entry[] = [];
    for (const benchmark of options.chosen) {
      const entry = await runOne(benchmark, servers, options.quick, print);
      if (entry === null) continue;
      entries.push(entry);
      print(summaryOf(entry));
    }
    const record = {
      environment: await environmentOf(await servers.used()),
      quick: options.quick,
      benchmarks: entries,
    };
    print(headOf(record));
    if (options.out !== null) await write(options.out, record, all);
    return entries.length === options.chosen.length;
  } finally {
    await servers.stop();
  }
}

/** A failure is told and leaves the others their turn: an hour of measuring is not lost to one of them. */
async function runOne(benchmark: Benchmark, servers: Servers, quick: boolean, print: Print): Promise<Entry | null> {
  const { name, question, bar } = benchmark;
  print(`\n${name}: ${question}`);
  const { ctx, cleanUp } = contextOf(servers, { quick, progress: (line) => print(`  ${line}`) });
  try {
    const result = await benchmark.run(ctx);
    return { name, question, bar, ...result };
  } catch (error) {
    print(`  FAILED ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return null;
  } finally {
    await cleanUp();
  }
}

async function write(out: string, record: RunRecord, all: readonly Benchmark[]): Promise<void> {
  const latest = merge(
    readLatest(out),
    record,
    all.map(({ name }) => name),
  );
  writeRecord(out, record, latest);
  await writeTable(out, latest);
}
