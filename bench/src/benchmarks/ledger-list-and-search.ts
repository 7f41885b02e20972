import type { ReturnPageView } from '@backhaul/ledger';
import { atMost } from '../harness/bars.js';
import type { BenchContext, Benchmark } from '../harness/benchmark.js';
import { latencyOf } from '../harness/latency.js';
import { verified } from '../harness/verified.js';
import { ledgerAlone, type LedgerAlone } from '../workload/ledger-alone.js';
import { instantOf, writeReturns } from '../workload/many-returns.js';

const BAR = 1.5;

export const ledgerListAndSearch: Benchmark = {
  name: 'ledger-list-and-search',
  question: 'List and search of returns over the API, at 10 k, 100 k and 1 M returns',
  bar: `p99 ≤ ${BAR}× that at 10 k`,
  async run(ctx) {
    const sizes = ctx.quick ? [200, 400, 800] : [10_000, 100_000, 1_000_000];
    const rounds = ctx.quick ? 2 : 60;
    const ledgers: Sized[] = [];
    for (const size of sizes) ledgers.push(await ledgerWith(ctx, size));
    // In turns, so that a machine that slows down slows all of them down; the first round only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const ledger of ledgers) await askEverything(ledger, round);
    }
    const [smallest, ...larger] = ledgers;
    const p99 = ({ latenciesMs }: Sized): number => latencyOf(latenciesMs).p99Ms;
    return {
      rows: ledgers.map(({ label, latenciesMs }) => ({
        label,
        value: latenciesMs.length,
        unit: 'requests',
        latency: latencyOf(latenciesMs),
      })),
      bars: larger.map((ledger) =>
        atMost({
          what: `p99, ${ledger.label}`,
          measured: p99(ledger) / (smallest === undefined ? Number.NaN : p99(smallest)),
          bar: BAR,
          unit: '×',
        }),
      ),
      checks: [
        verified(
          'every page held only what was asked for, newest first, and every number led to its one return',
          ledgers.every(({ wrong }) => wrong.length === 0),
          ledgers.flatMap(({ wrong }) => wrong.slice(0, 3)),
        ),
      ],
      notes: [
        `One request at a time, pages of 50: all, next pages, by merchant, status, outcome and time, alone and together, rare and common, and searches by number. ${kinds.length} kinds, equally often.`,
      ],
    };
  },
};

interface Sized {
  readonly ledger: LedgerAlone;
  readonly size: number;
  readonly label: string;
  readonly latenciesMs: number[];
  readonly wrong: string[];
}

async function ledgerWith(ctx: BenchContext, size: number): Promise<Sized> {
  const { url, pool } = await ctx.database({ name: 'ledger' });
  const bus = await ctx.database({ name: 'bus' });
  const ledger = await ledgerAlone(ctx, url, { kind: 'postgres', url: bus.url });
  const label = `${size.toLocaleString('en-US')} returns`;
  const started = performance.now();
  await writeReturns(pool, size);
  ctx.progress(`${label} written in ${Math.round((performance.now() - started) / 1000)} s`);
  return { ledger, size, label, latenciesMs: [], wrong: [] };
}

type Item = ReturnPageView['items'][number];

interface Question {
  readonly query: string;
  readonly fits: (item: Item) => boolean;
}

/** What people ask; `n` is any return of the ledger. */
const kinds: readonly ((n: number) => Question)[] = [
  () => ({ query: '', fits: () => true }),
  (n) => ({ query: `to=${instantOf(n)}`, fits: (item) => item.openedAt < instantOf(n) }),
  (n) => ({
    query: `from=${instantOf(n - 500)}&to=${instantOf(n)}`,
    fits: (item) => item.openedAt >= instantOf(n - 500) && item.openedAt < instantOf(n),
  }),
  () => ({ query: 'merchant=big', fits: (item) => item.merchantId === 'big' }),
  () => ({ query: 'merchant=tiny', fits: (item) => item.merchantId === 'tiny' }),
  (n) => ({
    query: `merchant=third&to=${instantOf(n)}`,
    fits: (item) => item.merchantId === 'third' && item.openedAt < instantOf(n),
  }),
  () => ({ query: 'status=held', fits: (item) => item.status === 'held' }),
  () => ({ query: 'status=failed', fits: (item) => item.status === 'failed' }),
  (n) => ({
    query: `merchant=fifth&status=settled&to=${instantOf(n)}`,
    fits: (item) => item.merchantId === 'fifth' && item.status === 'settled' && item.openedAt < instantOf(n),
  }),
  () => ({
    query: 'merchant=fourth&status=failed',
    fits: (item) => item.merchantId === 'fourth' && item.status === 'failed',
  }),
  () => ({ query: 'outcome=upsell', fits: (item) => hasOutcome(item, 'upsell') }),
  (n) => ({
    query: `outcome=refund&to=${instantOf(n)}`,
    fits: (item) => hasOutcome(item, 'refund') && item.openedAt < instantOf(n),
  }),
  () => ({
    query: 'merchant=second&outcome=exchange&status=held',
    fits: (item) => item.merchantId === 'second' && hasOutcome(item, 'exchange') && item.status === 'held',
  }),
  (n) => ({ query: `q=%23${10_000 + n}`, fits: (item) => item.orderName === `#${10_000 + n}` }),
  (n) => ({ query: `q=RMA${n}`, fits: (item) => item.returnId.endsWith(`-${n}`) }),
  (n) => ({ query: `q=94001000${n}`, fits: (item) => item.returnId.endsWith(`-${n}`) }),
  () => ({ query: 'q=nobody-has-this-number', fits: () => false }),
];

const hasOutcome = ({ outcome }: Item, part: string): boolean => outcome?.split('+').includes(part) === true;

async function askEverything(sized: Sized, round: number): Promise<void> {
  for (const [nth, kind] of kinds.entries()) {
    // Anywhere in the data, and the same places in every run.
    const n = 1 + (((round * kinds.length + nth) * 7_919) % sized.size);
    const question = kind(n);
    const first = await ask(sized, question, round);
    if (first.next !== null) await ask(sized, { ...question, query: `${question.query}&cursor=${first.next}` }, round);
  }
}

async function ask(sized: Sized, { query, fits }: Question, round: number): Promise<ReturnPageView> {
  const started = performance.now();
  const page = await sized.ledger.get<ReturnPageView>(`/returns?${query}`);
  if (round > 0) sized.latenciesMs.push(performance.now() - started);
  const sorted = page.items.every((item, nth) => nth === 0 || item.openedAt <= (page.items[nth - 1]?.openedAt ?? ''));
  const found = !/^q=(?!nobody)/.test(query) || page.items.length === 1;
  if (!sorted || !found || !page.items.every(fits)) sized.wrong.push(`${sized.label}: ${query}`);
  return page;
}
