import { TOPIC_PARTITIONS } from '@backhaul/contracts';
import { partitionOf, type OutgoingMessage } from '@backhaul/messaging';
import { Kafka, logLevel, type Admin, type Producer } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import type { BenchContext } from '../harness/benchmark.js';

/** What a benchmark does with Kafka besides what it measures, and the raw client that ours is measured against. */
export interface KafkaBench {
  readonly brokers: string[];
  readonly kafka: Kafka;
  readonly admin: Admin;
  /** A fresh topic with the product's number of partitions; deleted after the benchmark. */
  topic(): Promise<string>;
}

const BATCH = 500;

export const unique = (name: string): string => `bench-${name}-${randomUUID()}`;

export async function kafkaBench(ctx: BenchContext): Promise<KafkaBench> {
  const brokers = await ctx.kafka();
  const kafka = new Kafka({ clientId: 'bench', brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  ctx.defer(() => admin.disconnect());
  return {
    brokers,
    kafka,
    admin,
    topic: async () => {
      const topic = unique('topic');
      await admin.createTopics({ topics: [{ topic, numPartitions: TOPIC_PARTITIONS }], waitForLeaders: true });
      ctx.defer(() => admin.deleteTopics({ topics: [topic] }));
      return topic;
    },
  };
}

/** The settings that lose nothing: idempotent, all replicas, one batch in flight. Keys go where ours send them. */
export function rawProducer(kafka: Kafka): Producer {
  return kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner:
      () =>
      ({ message, partitionMetadata }) =>
        partitionOf(String(message.key), partitionMetadata.length),
  });
}

/** Publishes so many messages in order, each made when it is its turn. */
export async function fillTopic(
  { kafka }: KafkaBench,
  topic: string,
  messages: number,
  messageOf: (nth: number) => OutgoingMessage,
): Promise<void> {
  const producer = rawProducer(kafka);
  await producer.connect();
  for (let at = 0; at < messages; at += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, messages - at) }, (_, nth) => messageOf(at + nth));
    await producer.send({ topic, acks: -1, messages: batch });
  }
  await producer.disconnect();
}
