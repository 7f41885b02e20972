import { topicOf, TOPIC_PARTITIONS, type ServiceName } from '@backhaul/contracts';
import { kafkaBus, postgresBus, postgresBusMigrations, type MessageBus } from '@backhaul/messaging';
import type { BusConfig } from '../config/service-config.js';
import type { Logger } from '../logging/logger.js';
import { openDatabase } from './database.js';

/** The bus that the configuration names. Closing it closes its own database connections too. */
export async function openBus(config: BusConfig, clientId: string, log: Logger): Promise<MessageBus> {
  if (config.kind === 'kafka') return kafkaBus({ brokers: config.brokers, clientId, log });
  const { url } = config;
  const database = await openDatabase({
    url,
    size: 4,
    name: `${clientId}-bus`,
    log,
    migrations: postgresBusMigrations,
    migrationsTable: 'backhaul_bus_migrations',
  });
  const bus = postgresBus({ pool: database.pool, log });
  return withClose(bus, () => database.close());
}

/** Own topic and those listened to exist before anyone publishes or subscribes. */
export async function ensureTopics(bus: MessageBus, services: readonly ServiceName[]): Promise<void> {
  await bus.ensureTopics(services.map((service) => ({ name: topicOf(service), partitions: TOPIC_PARTITIONS })));
}

function withClose(bus: MessageBus, after: () => Promise<void>): MessageBus {
  return {
    kind: bus.kind,
    ensureTopics: (topics) => bus.ensureTopics(topics),
    publish: (topic, messages) => bus.publish(topic, messages),
    subscribe: (options) => bus.subscribe(options),
    ping: () => bus.ping(),
    close: async () => {
      await bus.close();
      await after();
    },
  };
}
