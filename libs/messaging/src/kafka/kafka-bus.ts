import type { MessageBus, SubscribeOptions, Topic } from '../bus/message-bus.js';
import type { OutgoingMessage } from '../bus/message.js';
import { busClosed } from '../bus/topic-errors.js';
import { silentLog } from '../support/log.js';
import { AdminConnection } from './admin.js';
import { kafkaClient } from './client.js';
import { withDefaults, type KafkaBusOptions } from './options.js';
import { SerialProducer } from './producer.js';
import { KafkaSubscription } from './subscription.js';

/** The bus on Kafka. KafkaJS 2.2.4 is behind it and nowhere else. */
export function kafkaBus(options: KafkaBusOptions): MessageBus {
  const settings = withDefaults(options, options.log ?? silentLog);
  const kafka = kafkaClient(settings);
  const producer = new SerialProducer(kafka);
  const admin = new AdminConnection(kafka, settings.replicationFactor);
  const subscriptions = new Set<KafkaSubscription>();
  let closed = false;

  const open = (): void => {
    if (closed) throw busClosed();
  };

  return {
    kind: 'kafka',
    ensureTopics: async (topics: readonly Topic[]) => {
      open();
      await admin.ensureTopics(topics);
    },
    publish: async (topic: string, messages: readonly OutgoingMessage[]) => {
      open();
      await producer.publish(topic, messages);
    },
    subscribe: async (o: SubscribeOptions) => {
      open();
      const subscription = new KafkaSubscription(kafka, settings, o);
      subscriptions.add(subscription);
      return subscription;
    },
    ping: () => admin.ping(),
    close: async () => {
      closed = true;
      await Promise.all([...subscriptions].map((subscription) => subscription.close()));
      await producer.close();
      await admin.close();
    },
  };
}
