import { BusConsumer, kafkaBus } from '@backhaul/messaging';
import type { TestDatabase } from '@backhaul/testkit';
import pg from 'pg';
import { atLeast } from '../harness/bars.js';
import type { BenchContext, Benchmark } from '../harness/benchmark.js';
import { compare, type Contender, type Round } from '../harness/compare.js';
import { Meter } from '../workload/meter.js';
import { receiptMessage } from '../workload/receipts.js';
import { stockNestConsumer } from '../workload/stock-nest.js';
import { fillTopic, kafkaBench, unique, type KafkaBench } from '../workload/topic.js';
import { consumerDatabase, recordReceipt, verifiedWork } from '../workload/work-of-a-message.js';

const BAR = 5;
const KEYS = 500;

/** As a service comes: connections of its pool, and how many of them handle messages. */
const SERVICE = { connections: 8, concurrency: 4 };

interface Task {
  readonly bench: KafkaBench;
  readonly topic: string;
  readonly database: TestDatabase;
  readonly messages: number;
  readonly checks: Set<string>;
}

export const consumeOnce: Benchmark = {
  name: 'consume-once',
  question: `Consume once into an inbox row, an event and a projection row, ${KEYS} keys, 12 partitions`,
  bar: `≥ ${BAR}× a stock Nest Transport.KAFKA handler with a transaction per message; aim for 10×`,
  async run(ctx) {
    const [messages, rounds] = ctx.quick ? [1_000, 1] : [10_000, 5];
    const bench = await kafkaBench(ctx);
    const task: Task = {
      bench,
      topic: await bench.topic(),
      database: await consumerDatabase(ctx),
      messages,
      checks: new Set(),
    };
    await fillTopic(bench, task.topic, messages, (nth) => receiptMessage(nth % KEYS, Math.floor(nth / KEYS) + 1));
    const { rows, ratio } = await compare(ctx, {
      ours: ours(ctx, task),
      baselines: [
        stock(task, 'stock Nest, as it comes', undefined),
        stock(task, 'stock Nest, 12 partitions at once', { partitionsConsumedConcurrently: 12 }),
      ],
      unit: 'messages/s',
      rounds,
    });
    return {
      rows,
      bars: [atLeast({ what: 'to stock Nest', measured: ratio, bar: BAR, unit: '×' })],
      checks: checksOf(task),
      notes: [
        'The handler is the same for all three. Ours has the settings of a service (pipelined connections), and checks each event against its schema.',
      ],
    };
  },
};

function ours(ctx: BenchContext, task: Task): Contender {
  const { bench, topic, database, messages } = task;
  const bus = kafkaBus({ brokers: bench.brokers, clientId: 'bench' });
  ctx.defer(() => bus.close());
  const pool = new pg.Pool({ connectionString: database.url, max: SERVICE.connections, pipeline: true });
  ctx.defer(() => pool.end());
  return {
    label: 'BusConsumer on kafkaBus',
    round: async () => {
      const meter = new Meter(messages);
      const consumer = new BusConsumer({
        bus,
        pool,
        concurrency: SERVICE.concurrency,
        group: unique('ours'),
        topics: [topic],
        handles: (type) => type === 'ReceiptRecorded',
        handle: async (event, { tx }) => {
          if (event.type === 'ReceiptRecorded') await recordReceipt(tx, { ...event, key: event.partitionKey });
        },
        observe: ({ outcome }) => {
          if (outcome === 'handled') meter.seen(1);
        },
      });
      await consumer.start();
      const round = await meter.complete().finally(() => consumer.stop());
      return afterCheck(task, round);
    },
  };
}

function stock(task: Task, label: string, run: Parameters<typeof stockNestConsumer>[0]['run']): Contender {
  const { bench, topic, database, messages } = task;
  return {
    label,
    round: async () => {
      const meter = new Meter(messages);
      const handled = (): void => meter.seen(1);
      const app = await stockNestConsumer({
        brokers: bench.brokers,
        group: unique('stock'),
        topic,
        pool: database.pool,
        run,
        handled,
      });
      const round = await meter.complete().finally(() => app.close());
      return afterCheck(task, round);
    },
  };
}

async function afterCheck({ database, messages, checks }: Task, round: Round): Promise<Round> {
  checks.add(await verifiedWork(database, { messages, keys: KEYS }));
  return round;
}

function checksOf({ checks }: Task): [string, ...string[]] {
  const [first, ...more] = checks;
  if (first === undefined) throw new Error('no round was checked');
  return [first, ...more];
}
