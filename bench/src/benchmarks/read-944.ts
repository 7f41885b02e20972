import { ediSection, readNews } from '@backhaul/rlm-adapter';
import { atMost } from '../harness/bars.js';
import type { Benchmark } from '../harness/benchmark.js';
import { compare, type Contender } from '../harness/compare.js';
import { verified } from '../harness/verified.js';
import { large944 } from '../workload/large-944.js';

const LINES = 20_000;
const BAR_S = 3;

const section = ediSection.parse({
  ...{ kind: 'edi', host: 'sftp.warehouse.example', user: 'oaklinen', privateKey: 'none' },
  ...{ hostKey: `SHA256:${'A'.repeat(43)}`, clientCode: 'OAKLINEN', warehouseCode: 'WEST1' },
  partner: { ours: { id: 'OAKLINEN' }, theirs: { id: 'WEST3PL' } },
});

export const read944: Benchmark = {
  name: 'read-944',
  question: `Read of a warehouse's 944 with ${LINES.toLocaleString('en-US')} lines, from the file's bytes to the receipt in our words`,
  bar: `≤ ${BAR_S} s for the file`,
  async run(ctx) {
    const [lines, rounds] = ctx.quick ? [200, 1] : [LINES, 9];
    const file = large944(lines);
    const times: number[] = [];
    const timed = (label: string, work: () => void, kept: number[] = []): Contender => ({
      label,
      round: () => {
        const start = performance.now();
        work();
        const ms = performance.now() - start;
        kept.push(ms);
        return Promise.resolve({ count: lines, ms, latenciesMs: [ms] });
      },
    });
    const read = () => readNews({ body: file.bytes, headers: {} }, section);
    const ours = timed('readNews', () => void read(), times);
    const split = () =>
      file.bytes
        .toString('utf8')
        .split('~')
        .map((segment) => segment.split('*'));
    const { rows } = await compare(ctx, {
      ours,
      baselines: [timed('split at every separator, nothing looked at', () => void split())],
      unit: 'lines/s',
      rounds,
    });
    return {
      rows,
      bars: [atMost({ what: 'the slowest read', measured: Math.max(...times.slice(1)) / 1000, bar: BAR_S, unit: 's' })],
      checks: [checked(read(), file, lines)],
      notes: [
        `The file has ${(file.bytes.length / 1_000_000).toFixed(1)} MB; envelopes, counts and totals are checked.`,
      ],
    };
  },
};

function checked(news: ReturnType<typeof readNews>, { units, damaged }: ReturnType<typeof large944>, lines: number) {
  const [only, ...others] = news;
  const received = only?.kind === 'receipt' ? only.receipt.lines : [];
  const sum = (counted: typeof received): number => counted.reduce((total, { quantity }) => total + quantity, 0);
  const seen = {
    documents: 1 + others.length,
    items: new Set(received.map(({ lineNo }) => lineNo)).size,
    units: sum(received),
    damaged: sum(received.filter(({ exception }) => exception === 'damaged')),
  };
  const wanted = { documents: 1, items: lines, units, damaged };
  const what = 'every line and unit of the file is in the receipt, the damaged ones as damaged';
  return verified(what, JSON.stringify(seen) === JSON.stringify(wanted), { seen, wanted });
}
