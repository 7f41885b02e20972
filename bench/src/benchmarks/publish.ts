import { eventStore, eventStoreMigrations } from '@backhaul/event-store';
import { kafkaBus, OutboxRelay, type OutgoingMessage } from '@backhaul/messaging';
import type { Pool } from 'pg';
import { atLeast } from '../harness/bars.js';
import type { BenchContext, Benchmark } from '../harness/benchmark.js';
import { compare, type Contender } from '../harness/compare.js';
import { Meter } from '../workload/meter.js';
import { receiptFor, receiptMessage } from '../workload/receipts.js';
import { Published } from '../workload/published.js';
import { kafkaBench, rawProducer, type KafkaBench } from '../workload/topic.js';

const BAR = 0.5;
/** The relay's default. */
const BATCH = 1000;
const KEYS = 500;

export const publish: Benchmark = {
  name: 'publish',
  question: `Publish a backlog of events through the relay, batches of ${BATCH}`,
  bar: `≥ ${BAR}× kafkajs idempotent send in equal batches`,
  async run(ctx) {
    const [events, rounds] = ctx.quick ? [5_000, 1] : [60_000, 5];
    const bench = await kafkaBench(ctx);
    const { pool } = await ctx.database({ migrations: eventStoreMigrations });
    await fillEventStore(pool, events);
    const published = new Published(bench, { keys: KEYS, perKey: events / KEYS });
    const { rows, ratio } = await compare(ctx, {
      ours: ours(ctx, bench, pool, { events, published }),
      baselines: [raw(bench, { events, published })],
      unit: 'events/s',
      rounds,
    });
    return {
      rows,
      bars: [atLeast({ what: 'to kafkajs', measured: ratio, bar: BAR, unit: '×' })],
      checks: [published.verified()],
      notes: [
        'The relay reads the events from Postgres, makes the envelopes and saves its checkpoint; the baseline has its messages ready in memory. Both: acks all.',
      ],
    };
  },
};

interface Task {
  readonly events: number;
  readonly published: Published;
}

function ours(ctx: BenchContext, bench: KafkaBench, pool: Pool, { events, published }: Task): Contender {
  const bus = kafkaBus({ brokers: bench.brokers, clientId: 'bench' });
  ctx.defer(() => bus.close());
  return {
    label: 'OutboxRelay on kafkaBus',
    round: async () => {
      const topic = await bench.topic();
      const meter = new Meter(events);
      const observe = (fact: { published: number }): void => meter.seen(fact.published);
      const relay = new OutboxRelay({ pool, bus, topic, service: 'rlm-adapter', batch: BATCH, observe });
      relay.start();
      const round = await meter.complete().finally(() => relay.stop());
      await published.readBack(topic);
      return round;
    },
  };
}

function raw(bench: KafkaBench, { events, published }: Task): Contender {
  const messages = Array.from({ length: events }, (_, nth): OutgoingMessage => {
    const { key, receipt } = numbered(nth);
    return receiptMessage(key, receipt);
  });
  return {
    label: 'kafkajs idempotent send',
    round: async () => {
      const topic = await bench.topic();
      const meter = new Meter(events);
      const producer = rawProducer(bench.kafka);
      await producer.connect();
      for (let at = 0; at < events; at += BATCH) {
        const batch = messages.slice(at, at + BATCH);
        await producer.send({ topic, acks: -1, messages: batch });
        meter.seen(batch.length);
      }
      const round = await meter.complete();
      await producer.disconnect();
      await published.readBack(topic);
      return round;
    },
  };
}

/** Events go round the keys, so that each batch has all of them. */
const numbered = (nth: number): { key: number; receipt: number } => ({
  key: nth % KEYS,
  receipt: Math.floor(nth / KEYS) + 1,
});

async function fillEventStore(pool: Pool, events: number): Promise<void> {
  for (let at = 0; at < events; at += 100) {
    const batch = Array.from({ length: 100 }, (_, nth) => {
      const { key, receipt } = numbered(at + nth);
      return receiptFor(key, receipt);
    });
    await eventStore.append(pool, `batch-${at}`, 'new', batch);
  }
}
