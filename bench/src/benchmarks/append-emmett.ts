import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { eventStore } from '@backhaul/event-store';
import pg from 'pg';
import { atLeast } from '../harness/bars.js';
import type { BenchContext, Benchmark } from '../harness/benchmark.js';
import { compare, type Contender } from '../harness/compare.js';
import { verified } from '../harness/verified.js';
import { eventStoreBesideRaw } from '../workload/equal-table.js';
import { receiptFor } from '../workload/receipts.js';
import { sideBySide, sideBySideWith } from '../workload/side-by-side.js';
import { verifiedStreams } from '../workload/stored.js';
import { streamPosition } from '../workload/streams.js';

const CONNECTIONS = 16;
const BAR = 2;

export const appendBesideEmmett: Benchmark = {
  name: 'append-emmett',
  question: `Append of 1 event per commit, ${CONNECTIONS} connections, beside another event store on Postgres`,
  bar: `≥ ${BAR}× @event-driven-io/emmett-postgresql`,
  async run(ctx) {
    const [each, rounds] = ctx.quick ? [10, 1] : [120, 15];
    const pool = await eventStoreBesideRaw(ctx, CONNECTIONS);
    const ours: Contender = {
      label: 'eventStore.append',
      round: (round) =>
        sideBySide(pool, each, (client, connection) => (nth) => {
          const { streamId, before } = streamPosition(round, connection, nth);
          return eventStore.append(client, streamId, before === 0 ? 'new' : before, [receiptFor(nth)]);
        }),
    };
    const emmett = await emmettOn(ctx);
    const theirs: Contender = {
      label: 'emmett-postgresql 0.42 appendToStream',
      round: (round) => emmett.round(round, each),
    };
    const { rows, ratio } = await compare(ctx, { ours, baselines: [theirs], unit: 'events/s', rounds });
    const events = CONNECTIONS * each * (rounds + 1);
    return {
      rows,
      bars: [atLeast({ what: 'to Emmett', measured: ratio, bar: BAR, unit: '×' })],
      checks: [await verifiedStreams(pool, 'event_store.events', events), await emmett.verifiedCount(events)],
      notes: ['Both check the version that they expect. Same events, same number of connections, a database each.'],
    };
  },
};

async function emmettOn(ctx: BenchContext) {
  const { url } = await ctx.database();
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  ctx.defer(async () => {
    await store.close();
    if (!pool.ended) await pool.end();
  });
  await store.schema.migrate();
  const workers = (round: number) =>
    Array.from({ length: CONNECTIONS }, (_, connection) => (nth: number) => {
      const { streamId, before } = streamPosition(round, connection, nth);
      const { eventId, data, correlationId, causationId } = receiptFor(nth);
      const event = {
        type: 'ReceiptRecorded',
        data: data as Record<string, unknown>,
        metadata: { eventId, correlationId, causationId },
      };
      return store.appendToStream(streamId, [event], { expectedStreamVersion: BigInt(before) });
    });
  return {
    round: (round: number, each: number) => sideBySideWith(workers(round), each),
    verifiedCount: async (events: number) => {
      const { rows } = await pool.query<{ count: number }>('SELECT count(*)::integer AS count FROM emt_messages');
      return verified(`Emmett holds all ${events} events`, rows[0]?.count === events, rows);
    },
  };
}
