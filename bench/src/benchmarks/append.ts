import { eventStore } from '@backhaul/event-store';
import { atLeast } from '../harness/bars.js';
import type { Benchmark } from '../harness/benchmark.js';
import { compare, type Contender } from '../harness/compare.js';
import { eventStoreBesideRaw, insertOne, valuesOf } from '../workload/equal-table.js';
import { receiptFor } from '../workload/receipts.js';
import { sideBySide } from '../workload/side-by-side.js';
import { verifiedStreams } from '../workload/stored.js';
import { streamPosition } from '../workload/streams.js';

const CONNECTIONS = 16;
const BAR = 0.7;

export const append: Benchmark = {
  name: 'append',
  question: `Append of 1 event per commit, ${CONNECTIONS} connections`,
  bar: `≥ ${BAR}× a single-row insert by raw pg into an equal table`,
  async run(ctx) {
    const [each, rounds] = ctx.quick ? [10, 1] : [200, 21];
    const pool = await eventStoreBesideRaw(ctx, CONNECTIONS);
    const ours: Contender = {
      label: 'eventStore.append',
      round: (round) =>
        sideBySide(pool, each, (client, connection) => (nth) => {
          const { streamId, before } = streamPosition(round, connection, nth);
          return eventStore.append(client, streamId, before === 0 ? 'new' : before, [receiptFor(nth)]);
        }),
    };
    const raw: Contender = {
      label: 'raw pg, prepared insert',
      round: (round) =>
        sideBySide(pool, each, (client, connection) => (nth) => {
          const { streamId, before } = streamPosition(round, connection, nth);
          return client.query({
            name: 'raw',
            text: insertOne,
            values: valuesOf(streamId, before + 1, receiptFor(nth)),
          });
        }),
    };
    const { rows, ratio } = await compare(ctx, { ours, baselines: [raw], unit: 'events/s', rounds });
    const events = CONNECTIONS * each * (rounds + 1);
    return {
      rows,
      bars: [atLeast({ what: 'to raw', measured: ratio, bar: BAR, unit: '×' })],
      checks: [
        await verifiedStreams(pool, 'event_store.events', events),
        await verifiedStreams(pool, 'raw.events', events),
      ],
      notes: [
        'Streams of 10 events each. The raw insert is told the version; ours looks whether it is the one expected.',
      ],
    };
  },
};
