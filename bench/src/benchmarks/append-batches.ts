import { eventStore } from '@backhaul/event-store';
import { atLeast } from '../harness/bars.js';
import type { Benchmark } from '../harness/benchmark.js';
import { compare, type Contender } from '../harness/compare.js';
import { eventStoreBesideRaw, insertMany, valuesOf } from '../workload/equal-table.js';
import { receiptFor } from '../workload/receipts.js';
import { sideBySide } from '../workload/side-by-side.js';
import { verifiedStreams } from '../workload/stored.js';

const CONNECTIONS = 4;
const BATCH = 100;
const BAR = 0.6;

export const appendBatches: Benchmark = {
  name: 'append-batches',
  question: `Append of ${BATCH} events per commit, ${CONNECTIONS} connections`,
  bar: `≥ ${BAR}× a raw insert from unnest of ${BATCH} rows into an equal table`,
  async run(ctx) {
    const [each, rounds] = ctx.quick ? [3, 1] : [25, 15];
    const pool = await eventStoreBesideRaw(ctx, CONNECTIONS);
    const ours: Contender = {
      label: 'eventStore.append',
      round: (round) =>
        perEvent(
          sideBySide(
            pool,
            each,
            (client, connection) => (nth) =>
              eventStore.append(client, `return-${round}-${connection}-${nth}`, 'new', batch()),
          ),
        ),
    };
    const raw: Contender = {
      label: 'raw pg, prepared insert from unnest',
      round: (round) =>
        perEvent(
          sideBySide(pool, each, (client, connection) => (nth) => {
            const streamId = `return-${round}-${connection}-${nth}`;
            const events = batch().map((event, at) => valuesOf(streamId, at + 1, event));
            return client.query({ name: 'raw', text: insertMany, values: transposed(events) });
          }),
        ),
    };
    const { rows, ratio } = await compare(ctx, { ours, baselines: [raw], unit: 'events/s', rounds });
    const events = CONNECTIONS * each * BATCH * (rounds + 1);
    return {
      rows,
      bars: [atLeast({ what: 'to raw', measured: ratio, bar: BAR, unit: '×' })],
      checks: [
        await verifiedStreams(pool, 'event_store.events', events),
        await verifiedStreams(pool, 'raw.events', events),
      ],
      notes: [`A stream of ${BATCH} events per append; times are of one append.`],
    };
  },
};

const batch = () => Array.from({ length: BATCH }, (_, nth) => receiptFor(nth));

const transposed = (rows: readonly unknown[][]): unknown[][] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]));

async function perEvent(appends: ReturnType<typeof sideBySide>) {
  const round = await appends;
  return { ...round, count: round.count * BATCH };
}
