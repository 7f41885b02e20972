import { eventStore, eventStoreMigrations } from '@backhaul/event-store';
import { BusConsumer, kafkaBus, messagingMigrations, OutboxRelay } from '@backhaul/messaging';
import { waitFor } from '@backhaul/testkit';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { atMost } from '../harness/bars.js';
import type { BenchContext, Benchmark } from '../harness/benchmark.js';
import { latencyOf } from '../harness/latency.js';
import { verified } from '../harness/verified.js';
import { receiptFor } from '../workload/receipts.js';
import { kafkaBench } from '../workload/topic.js';

const IDLE_BAR_MS = 100;
const BUSY_BAR_MS = 500;
const BUSY_PER_SECOND = 1000;
const KEYS = 500;
const TICK_MS = 10;

export const serviceLatency: Benchmark = {
  name: 'service-latency',
  question: 'From the commit of an event to the commit of its handler in another service, over Kafka',
  bar: `p99 ≤ ${IDLE_BAR_MS} ms idle, ≤ ${BUSY_BAR_MS} ms at ${BUSY_PER_SECOND} events/s`,
  async run(ctx) {
    const link = await linkOfTwoServices(ctx);
    const idle = await link.idle(ctx.quick ? 10 : 300);
    const busy = await link.busy(ctx.quick ? 1 : 15);
    return {
      rows: [
        { label: 'one event at a time', value: idle.perSecond, unit: 'events/s', latency: latencyOf(idle.ms) },
        { label: 'under load', value: busy.perSecond, unit: 'events/s', latency: latencyOf(busy.ms) },
      ],
      bars: [
        atMost({ what: 'p99 idle', measured: latencyOf(idle.ms).p99Ms, bar: IDLE_BAR_MS, unit: 'ms' }),
        atMost({ what: 'p99 under load', measured: latencyOf(busy.ms).p99Ms, bar: BUSY_BAR_MS, unit: 'ms' }),
      ],
      checks: [await link.verify()],
      notes: [
        'Event store, relay, Kafka, consumer with inbox and one row; both ends in this process, databases apart.',
      ],
    };
  },
};

interface Measured {
  readonly ms: number[];
  readonly perSecond: number;
}

/** Two services as far as events go: one appends and relays, the other consumes and writes a row. */
async function linkOfTwoServices(ctx: BenchContext) {
  const bench = await kafkaBench(ctx);
  const topic = await bench.topic();
  const from = await ctx.database({ migrations: eventStoreMigrations });
  const to = await ctx.database({ migrations: messagingMigrations });
  await to.pool.query('CREATE TABLE seen (nth bigint GENERATED ALWAYS AS IDENTITY, key text, receipt text)');
  const bus = kafkaBus({ brokers: bench.brokers, clientId: 'bench-latency' });
  ctx.defer(() => bus.close());
  const relay = new OutboxRelay({ pool: from.pool, bus, topic, service: 'rlm-adapter' });
  const committedAt = new Map<string, number>();
  const latencies: number[] = [];
  const consumer = new BusConsumer({
    bus,
    pool: to.pool,
    group: `bench-${randomUUID()}`,
    topics: [topic],
    handles: () => true,
    handle: async ({ id, partitionKey }, uow) => {
      await uow.tx.query('INSERT INTO seen (key, receipt) VALUES ($1, $2)', [partitionKey, id]);
      uow.afterCommit(() => latencies.push(performance.now() - (committedAt.get(id) ?? Number.NaN)));
    },
  });
  await consumer.start();
  relay.start();
  ctx.defer(() => consumer.stop());
  ctx.defer(() => relay.stop());

  let appended = 0;
  const appendOne = async (): Promise<void> => {
    const nth = appended;
    appended += 1;
    const event = receiptFor(nth % KEYS, Math.floor(nth / KEYS) + 1);
    await eventStore.append(from.pool, `receipt-${nth}`, 'new', [event]);
    committedAt.set(event.eventId, performance.now());
    relay.wake();
  };
  const arrived = (count: number): Promise<unknown> =>
    waitFor(`${count} events at the other end`, () => latencies.length >= count, { timeoutMs: 60_000, everyMs: 1 });
  await appendOne();
  await arrived(1);

  return {
    async idle(count: number): Promise<Measured> {
      const before = latencies.length;
      const started = performance.now();
      for (let nth = 1; nth <= count; nth += 1) {
        await appendOne();
        await arrived(before + nth);
        await pause(20);
      }
      return { ms: latencies.slice(before), perSecond: (count / (performance.now() - started)) * 1000 };
    },
    async busy(seconds: number): Promise<Measured> {
      const before = latencies.length;
      const count = seconds * BUSY_PER_SECOND;
      const started = performance.now();
      const appends: Promise<void>[] = [];
      while (appends.length < count) {
        const due = Math.min(count, Math.floor(((performance.now() - started) / 1000) * BUSY_PER_SECOND));
        while (appends.length < due) appends.push(appendOne());
        await pause(TICK_MS);
      }
      await Promise.all(appends);
      await arrived(before + count);
      return { ms: latencies.slice(before), perSecond: (count / (performance.now() - started)) * 1000 };
    },
    async verify(): Promise<string> {
      const { rows } = await to.pool.query<{ seen: number; events: number }>(
        'SELECT count(*)::int AS seen, count(DISTINCT receipt)::int AS events FROM seen',
      );
      const [found] = rows;
      return verified(
        'every event was handled at the other end, once',
        found?.seen === appended && found.events === appended,
        { ...found, appended },
      );
    },
  };
}
