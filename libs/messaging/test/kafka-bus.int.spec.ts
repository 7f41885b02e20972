import { kafkaBus } from '@backhaul/messaging';
import { testKafka } from '@backhaul/testkit';
import { conformanceSuite } from './conformance/suite.js';

conformanceSuite('Kafka', async () => {
  const { brokers } = await testKafka();
  const sessionMs = 6000;
  return {
    connect: async () => kafkaBus({ brokers, clientId: 'conformance', sessionMs, redeliverMs: 100 }),
    sessionMs,
    end: async () => {},
  };
});
