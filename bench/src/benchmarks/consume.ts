import { kafkaBus } from '@backhaul/messaging';
import { atLeast } from '../harness/bars.js';
import type { BenchContext, Benchmark } from '../harness/benchmark.js';
import { compare, type Contender } from '../harness/compare.js';
import { Meter } from '../workload/meter.js';
import { Received } from '../workload/received.js';
import { receiptMessage } from '../workload/receipts.js';
import { fillTopic, kafkaBench, unique, type KafkaBench } from '../workload/topic.js';

const BAR = 0.7;
const KEYS = 500;

interface Task {
  readonly bench: KafkaBench;
  readonly topic: string;
  readonly messages: number;
}

export const consume: Benchmark = {
  name: 'consume',
  question: 'Consume from 12 partitions with a handler that does nothing',
  bar: `≥ ${BAR}× kafkajs eachBatch`,
  async run(ctx) {
    const [messages, rounds] = ctx.quick ? [1_000, 1] : [120_000, 5];
    const bench = await kafkaBench(ctx);
    const task = { bench, topic: await bench.topic(), messages };
    await fillTopic(bench, task.topic, messages, (nth) => receiptMessage(nth % KEYS));
    const all: Received[] = [];
    const { rows, ratio } = await compare(ctx, {
      ours: ours(ctx, task, all),
      baselines: [raw(task, all)],
      unit: 'messages/s',
      rounds,
    });
    return {
      rows,
      bars: [atLeast({ what: 'to kafkajs', measured: ratio, bar: BAR, unit: '×' })],
      checks: [Received.verified(all, messages)],
      notes: [
        'Both work on 12 partitions side by side and commit what they have finished. Ours marks each message as finished and gives its text and headers as strings.',
      ],
    };
  },
};

function ours(ctx: BenchContext, { bench, topic, messages }: Task, all: Received[]): Contender {
  const bus = kafkaBus({ brokers: bench.brokers, clientId: 'bench' });
  ctx.defer(() => bus.close());
  return {
    label: 'kafkaBus.subscribe',
    round: async () => {
      const group = unique('ours');
      const meter = new Meter(messages);
      const received = new Received('ours', meter);
      const subscription = await bus.subscribe({
        group,
        topics: [topic],
        onBatch: async (batch) => {
          received.batch(batch.partition, batch.messages);
          for (const message of batch.messages) batch.finished(message);
        },
      });
      const round = await meter.complete().finally(() => subscription.close());
      await received.readCommitted(bench.admin, group, topic);
      all.push(received);
      return round;
    },
  };
}

function raw({ bench, topic, messages }: Task, all: Received[]): Contender {
  return {
    label: 'kafkajs eachBatch',
    round: async () => {
      const group = unique('raw');
      const meter = new Meter(messages);
      const received = new Received('kafkajs', meter);
      const consumer = bench.kafka.consumer({ groupId: group });
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        partitionsConsumedConcurrently: 12,
        eachBatch: async ({ batch }) => received.batch(batch.partition, batch.messages),
      });
      const round = await meter.complete().finally(() => consumer.disconnect());
      await received.readCommitted(bench.admin, group, topic);
      all.push(received);
      return round;
    },
  };
}
