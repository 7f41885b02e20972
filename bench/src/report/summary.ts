import type { Entry, RunRecord } from './record.js';
import { barOf, environmentLines, latencyOf, measureOf } from './words.js';

/** What a run ran on, for the terminal. */
export function headOf({ environment, quick }: Pick<RunRecord, 'environment' | 'quick'>): string {
  const lines = ['', ...environmentLines(environment), ...(quick ? ['QUICK: these numbers mean nothing'] : [])];
  return lines.join('\n');
}

/** One benchmark for the terminal, as soon as it has ended. */
export function summaryOf({ rows, bars, checks, notes = [] }: Entry): string {
  const measured = rows.map((row) => {
    const latency = row.latency === undefined ? '' : `   p50 / p95 / p99 ${latencyOf(row.latency)}`;
    return `  ${row.label.padEnd(44)} ${measureOf(row).padStart(16)}${latency}`;
  });
  return [
    ...measured,
    ...bars.map((bar) => `  ${bar.reached ? 'ok    ' : 'MISSED'} ${barOf(bar)}`),
    ...checks.map((check) => `  verified: ${check}`),
    ...notes.map((note) => `  note: ${note}`),
  ].join('\n');
}
