import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Latest } from './record.js';
import { barOf, environmentLines, latencyOf, measureOf } from './words.js';

const BEGIN = '<!-- results: written by npm run bench -->';
const END = '<!-- end of results -->';

/** Puts the newest numbers between the markers of `README.md`, in the format that `npm run check` expects. */
export async function writeTable(out: string, latest: Latest): Promise<void> {
  const file = join(out, 'README.md');
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} lacks the lines ${BEGIN} and ${END}`);
  const filled = `${before}${BEGIN}\n\n${tableOf(latest)}\n\n${END}${after}`;
  writeFileSync(file, await format(filled, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' }));
}

function tableOf(latest: Latest): string {
  const head = ['| question | measured | p50 / p95 / p99 | bar | of |', '| --- | --- | --- | --- | --- |'];
  return [...head, ...latest.map(lineOf), '', ...settingsOf(latest)].join('\n');
}

function lineOf({ name, question, rows, bars, bar, environment }: Latest[number]): string {
  const cells = [
    `**${name}**: ${question}`,
    rows.map((row) => `${row.label}: ${measureOf(row)}`).join('<br>'),
    rows.map((row) => (row.latency === undefined ? '–' : latencyOf(row.latency))).join('<br>'),
    bars.map((one) => `${one.reached ? '' : '**missed** '}${barOf(one)}`).join('<br>') || bar,
    `${environment.at.slice(0, 10)} ${environment.commit}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** Once for each machine and setting; mostly there is one. */
function settingsOf(latest: Latest): string[] {
  return [...new Set(latest.flatMap(({ environment }) => environmentLines(environment)))].map((line) => `- ${line}`);
}
