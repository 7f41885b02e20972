import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { testKafka, waitFor } from '@backhaul/testkit';

describe('testKafka', () => {
  it('carries a message there and back, over twelve partitions by default', async () => {
    const { brokers } = await testKafka();
    const kafka = new Kafka({ clientId: 'testkit', brokers, logLevel: logLevel.NOTHING });
    const topic = `testkit-${randomUUID()}`;
    const [admin, producer, consumer] = [kafka.admin(), kafka.producer(), kafka.consumer({ groupId: topic })];
    await admin.createTopics({ topics: [{ topic }], waitForLeaders: true });
    // Right after its creation the broker may not lead every partition yet.
    expect(await waitFor('leaders', () => admin.fetchTopicOffsets(topic))).toHaveLength(12);

    const received: string[] = [];
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachMessage: async ({ message }) => void received.push(String(message.value)) });
    await producer.connect();
    await producer.send({ topic, messages: [{ key: 'a', value: 'a return' }] });

    expect(await waitFor('the message', () => received[0])).toBe('a return');
    await Promise.all([consumer.disconnect(), producer.disconnect(), admin.disconnect()]);
  });

  it('creates no topic by itself', async () => {
    const { brokers } = await testKafka();
    const kafka = new Kafka({ clientId: 'testkit', brokers, logLevel: logLevel.NOTHING, retry: { retries: 0 } });
    const producer = kafka.producer({ allowAutoTopicCreation: true });
    await producer.connect();
    const sending = producer.send({ topic: `nobody-made-${randomUUID()}`, messages: [{ value: 'lost' }] });
    await expect(sending).rejects.toThrow(/does not host this topic/);
    await producer.disconnect();
  });
});
