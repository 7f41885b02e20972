import { kafkaBus } from '@backhaul/messaging';
import { testKafka } from '@backhaul/testkit';
import { Kafka, logLevel } from 'kafkajs';
import { conformanceSuite } from './conformance/suite.js';

conformanceSuite('Kafka', async () => {
  const { brokers } = await testKafka();
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const sessionMs = 6000;
  return {
    connect: async () => kafkaBus({ brokers, clientId: 'conformance', sessionMs, redeliverMs: 100 }),
    sessionMs,
    deleteTopic: (topic) => admin.deleteTopics({ topics: [topic] }),
    end: () => admin.disconnect(),
  };
});
