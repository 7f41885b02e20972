import { BackhaulError, topicOf, TOPIC_PARTITIONS, type ServiceName } from '@backhaul/contracts';
import { kafkaBus, postgresBus, postgresBusMigrations, prefixedBus, type MessageBus } from '@backhaul/messaging';
import type { BusConfig, ServiceConfig } from '../config/service-config.js';
import type { Logger } from '../logging/logger.js';
import { addressOf, openDatabase } from './database.js';

/** A broker refuses less, as it comes. */
const KAFKA_SHORTEST_SESSION_MS = 6_000;

/** The bus asks short questions all the time: one that stays open means a connection that died without a sign. */
const BUS_ANSWER_MS = 30_000;

/** The bus that the configuration names. Closing it closes its own database connections too. */
export async function openBus(
  { bus: config, takeOverSeconds }: Pick<ServiceConfig, 'bus' | 'takeOverSeconds'>,
  clientId: string,
  log: Logger,
): Promise<MessageBus> {
  if (config.kind === 'kafka') {
    const sessionMs = Math.max(takeOverSeconds * 1000, KAFKA_SHORTEST_SESSION_MS);
    const bus = kafkaBus({ brokers: config.brokers, clientId, log, sessionMs });
    return config.prefix === undefined ? bus : prefixedBus(bus, config.prefix);
  }
  const { url } = config;
  const database = await openDatabase({
    url,
    size: 4,
    name: `${clientId}-bus`,
    log,
    answerMs: BUS_ANSWER_MS,
    migrations: postgresBusMigrations,
    migrationsTable: 'backhaul_bus_migrations',
  });
  const bus = postgresBus({ pool: database.pool, log, sessionMs: takeOverSeconds * 1000 });
  return withClose(bus, () => database.close());
}

/**
 * Own topic and those listened to exist before anyone publishes or subscribes.
 * @throws BackhaulError BUS_UNREACHABLE, with a message for a person; TOPIC_MISMATCH
 */
export async function ensureTopics(
  bus: MessageBus,
  services: readonly ServiceName[],
  config: BusConfig,
): Promise<void> {
  try {
    await bus.ensureTopics(services.map((service) => ({ name: topicOf(service), partitions: TOPIC_PARTITIONS })));
  } catch (cause) {
    if (cause instanceof BackhaulError) throw cause;
    const [where, how] =
      config.kind === 'kafka'
        ? [`Kafka at ${config.brokers.join(', ')}`, 'bus.brokers (or BACKHAUL_KAFKA_BROKERS)']
        : [`Postgres at ${addressOf(config.url)}`, 'bus.url (or BACKHAUL_BUS_URL)'];
    throw new BackhaulError(
      'BUS_UNREACHABLE',
      `The bus, ${where}, cannot be used. Is it running, and is ${how} right?`,
      {
        retryable: true,
        cause,
      },
    );
  }
}

function withClose(bus: MessageBus, after: () => Promise<void>): MessageBus {
  return {
    kind: bus.kind,
    ensureTopics: (topics) => bus.ensureTopics(topics),
    publisher: (name) => bus.publisher(name),
    subscribe: (options) => bus.subscribe(options),
    ping: () => bus.ping(),
    close: async () => {
      await bus.close();
      await after();
    },
  };
}
