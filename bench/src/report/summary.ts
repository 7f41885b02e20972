import type { RunRecord } from './record.js';
import { barOf, environmentLines, latencyOf, measureOf } from './words.js';

/** The whole run for the terminal. */
export function summaryOf({ environment, quick, benchmarks }: RunRecord): string {
  const lines = ['', ...environmentLines(environment), ...(quick ? ['QUICK: these numbers mean nothing'] : [])];
  for (const { name, question, rows, bars, checks, notes = [] } of benchmarks) {
    lines.push('', `${name}: ${question}`);
    for (const row of rows) {
      const latency = row.latency === undefined ? '' : `   p50 / p95 / p99 ${latencyOf(row.latency)}`;
      lines.push(`  ${row.label.padEnd(44)} ${measureOf(row).padStart(16)}${latency}`);
    }
    lines.push(...bars.map((bar) => `  ${bar.reached ? 'ok    ' : 'MISSED'} ${barOf(bar)}`));
    lines.push(...checks.map((check) => `  verified: ${check}`), ...notes.map((note) => `  note: ${note}`));
  }
  return lines.join('\n');
}
