import type { MessageBus, SubscribeOptions, Topic } from '../bus/message-bus.js';
import { busClosed } from '../bus/publisher-errors.js';
import { Publishers } from '../bus/publishers.js';
import { silentLog } from '../support/log.js';
import { AdminConnection } from './admin.js';
import { kafkaClient } from './client.js';
import { withDefaults, type KafkaBusOptions } from './options.js';
import { KafkaPublisher } from './publisher.js';
import { KafkaSubscription } from './subscription.js';

/** The bus on Kafka. KafkaJS 2.2.4 is behind it and nowhere else. */
export function kafkaBus(options: KafkaBusOptions): MessageBus {
  const settings = withDefaults(options, options.log ?? silentLog);
  const kafka = kafkaClient(settings);
  const publishers = new Publishers();
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
    publisher: async (name: string) => {
      open();
      return publishers.add(await KafkaPublisher.open(kafka, name));
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
      // side by side: each of them takes its full time when the broker is away
      await Promise.all([...[...subscriptions].map((one) => one.close()), publishers.close(), admin.close()]);
    },
  };
}
