import { guardPool } from '../support/connections.js';
import { silentLog } from '../support/log.js';
import { Troubles } from '../support/troubles.js';
import type { MessageBus, SubscribeOptions, Topic } from '../bus/message-bus.js';
import { busClosed } from '../bus/publisher-errors.js';
import { Publishers } from '../bus/publishers.js';
import { Notifications } from './notifications.js';
import { withDefaults, type PostgresBusOptions } from './options.js';
import { PostgresPublisher } from './publisher.js';
import { pruneMessages } from './retention.js';
import { PostgresSubscription } from './subscription.js';
import { Topics } from './topics.js';

const PRUNE_EVERY_MS = 10 * 60 * 1000;

/** The bus on Postgres alone: the same semantics as on Kafka, for a laptop or a small merchant without a broker. */
export function postgresBus(options: PostgresBusOptions): MessageBus {
  const settings = withDefaults(options, options.log ?? silentLog);
  const pool = guardPool(options.pool);
  const topics = new Topics(pool);
  const notifications = new Notifications(pool);
  const publishers = new Publishers();
  const subscriptions = new Set<PostgresSubscription>();
  const troubles = new Troubles(settings.log);
  let closed = false;

  const prune = async (): Promise<void> => {
    try {
      await pruneMessages(pool, settings.retentionMs);
    } catch (error) {
      troubles.report('Old messages of the bus could not be deleted; tried again in ten minutes', error);
    }
  };
  const pruning = setInterval(() => void prune(), PRUNE_EVERY_MS).unref();

  const open = (): void => {
    if (closed) throw busClosed();
  };

  return {
    kind: 'postgres',
    ensureTopics: async (wanted: readonly Topic[]) => {
      open();
      await topics.ensure(wanted);
    },
    publisher: async (name: string) => {
      open();
      return publishers.add(await PostgresPublisher.open(pool, topics, name));
    },
    subscribe: async (o: SubscribeOptions) => {
      open();
      const subscription = new PostgresSubscription(settings, o, notifications);
      subscriptions.add(subscription);
      return subscription;
    },
    ping: async () => {
      await pool.query('SELECT 1');
    },
    close: async () => {
      closed = true;
      clearInterval(pruning);
      // side by side: each of them takes its full time when the database is away
      await Promise.all([...[...subscriptions].map((one) => one.close()), publishers.close(), notifications.close()]);
    },
  };
}
