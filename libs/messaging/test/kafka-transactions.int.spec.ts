import { kafkaBus, type MessageBus } from '@backhaul/messaging';
import { testKafka, waitFor } from '@backhaul/testkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { Collector, message, testBus, unique, upTo, type TestBus } from './conformance/harness.js';

let kafka: Kafka;
let bus: TestBus;
let topic: string;
let cleanUps: (() => Promise<unknown>)[];

beforeEach(async () => {
  const { brokers } = await testKafka();
  kafka = new Kafka({ brokers, clientId: 'test', logLevel: logLevel.NOTHING });
  bus = testBus(kafkaBus({ brokers, clientId: 'transactions', sessionMs: 6000, redeliverMs: 100 }));
  cleanUps = [() => bus.close()];
  topic = unique('topic');
  await bus.ensureTopics([{ name: topic, partitions: 1 }]);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** Another process's publisher of this name, stopped after it has sent and before it commits. */
async function stoppedInMidPublish(name: string, sent: number[]) {
  const producer: Producer = kafka.producer({ transactionalId: name, maxInFlightRequests: 1 });
  await producer.connect();
  cleanUps.push(() => producer.disconnect());
  const transaction = await producer.transaction();
  await transaction.send({ topic, messages: sent.map((n) => message('k', n)) });
  return transaction;
}

const collect = async (group: string, on: MessageBus = bus): Promise<Collector> => {
  const collector = new Collector();
  await on.subscribe({ group, topics: [topic], onBatch: collector.onBatch });
  return collector;
};

describe('transactions on Kafka', () => {
  it('what a publisher had sent when it stopped is never seen, and it cannot complete it behind its successor', async () => {
    const name = unique('publisher');
    const collected = await collect(unique('group'));
    const stopped = await stoppedInMidPublish(name, [13, 14]);
    const successor = await bus.publisher(name);
    await successor.publish(topic, [message('k', 0)]);
    await expect(stopped.commit()).rejects.toThrow();
    await successor.publish(topic, [message('k', 1)]);
    await waitFor('both', () => collected.got.length >= 2);
    expect(collected.numbersOf('k')).toEqual([0, 1]);
  });

  it('a stretch that holds nothing but aborted messages and markers stops no group', async () => {
    const group = unique('group');
    const name = unique('publisher');
    const collected = await collect(group);
    for (const n of upTo(5)) await stoppedInMidPublish(name, [n, n]);
    const publisher = await bus.publisher(name);
    await publisher.publish(topic, [message('k', 5)]);
    await waitFor('the only message that counts', () => collected.got.length >= 1);
    for (const n of upTo(5)) await stoppedInMidPublish(name, [n, n]);
    const next = await bus.publisher(name);
    await next.publish(topic, [message('k', 6)]);
    await waitFor('the next one', () => collected.got.length >= 2);
    expect(collected.numbersOf('k')).toEqual([5, 6]);
  });

  it('a group that has read everything has no lag: the marker after the last message counts as read', async () => {
    const group = unique('group');
    const collected = await collect(group);
    for (const n of upTo(3)) await bus.publish(topic, [message('k', n)]);
    await waitFor('all', () => collected.got.length === 3);
    const admin = kafka.admin();
    await admin.connect();
    cleanUps.push(() => admin.disconnect());
    const [end] = await admin.fetchTopicOffsets(topic);
    await waitFor('the group to be at the end', async () => {
      const [committed] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      return committed?.partitions[0]?.offset === end?.high;
    });
    expect(end?.high).toBe('6'); // three messages and their markers
  });
});
