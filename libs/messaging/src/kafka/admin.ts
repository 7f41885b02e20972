import { BackhaulError } from '@backhaul/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import type { Topic } from '../bus/message-bus.js';
import { topicMismatch } from '../bus/topic-errors.js';
import { endsWithin } from '../support/pause.js';

const PING_MS = 3000;

/** Room for a return with very many units; the broker's own default is 1 MB, and an event that does not fit stops the relay. */
const LARGEST_MESSAGE = 10 * 1024 * 1024;

/** The administrative connection, made when it is needed and made anew after a failure. */
export class AdminConnection {
  #admin: Promise<Admin> | null = null;

  constructor(
    private readonly kafka: Kafka,
    private readonly replicationFactor: number | undefined,
  ) {}

  /** Answers soon in either case: KafkaJS itself would try for half a minute. */
  async ping(): Promise<void> {
    const answer = this.#with((admin) => admin.describeCluster());
    answer.catch(() => undefined);
    if (!(await endsWithin(PING_MS, answer))) {
      throw new BackhaulError('BUS_UNREACHABLE', `Kafka did not answer within ${PING_MS / 1000} s`, {
        retryable: true,
      });
    }
  }

  async ensureTopics(topics: readonly Topic[]): Promise<void> {
    await this.#with(async (admin) => {
      const existing = new Set(await admin.listTopics());
      const missing = topics.filter(({ name }) => !existing.has(name));
      if (missing.length > 0) await this.#create(admin, missing);
      await check(admin, topics);
    });
  }

  async close(): Promise<void> {
    const admin = this.#admin;
    this.#admin = null;
    const disconnected = admin?.then((connected) => connected.disconnect()).catch(() => undefined);
    await endsWithin(PING_MS, disconnected ?? Promise.resolve());
  }

  /** Another service may create the same topic in the same moment: KafkaJS then answers false, which is as good. */
  async #create(admin: Admin, topics: readonly Topic[]): Promise<void> {
    const factor = this.replicationFactor === undefined ? {} : { replicationFactor: this.replicationFactor };
    const configEntries = [{ name: 'max.message.bytes', value: String(LARGEST_MESSAGE) }];
    await admin.createTopics({
      // Its own wait gives up where another broker has not heard of the topic; `settledMetadata` waits longer.
      waitForLeaders: false,
      topics: topics.map(({ name, partitions }) => ({
        topic: name,
        numPartitions: partitions,
        configEntries,
        ...factor,
      })),
    });
  }

  async #with<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const connecting = (this.#admin ??= this.#connect());
    try {
      return await work(await connecting);
    } catch (error) {
      if (this.#admin === connecting) await this.close();
      throw error;
    }
  }

  async #connect(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }
}

async function check(admin: Admin, topics: readonly Topic[]): Promise<void> {
  if (topics.length === 0) return;
  const metadata = await settledMetadata(
    admin,
    topics.map(({ name }) => name),
  );
  const partitions = new Map(metadata.topics.map((topic) => [topic.name, topic.partitions.length]));
  for (const { name, partitions: expected } of topics) {
    const has = partitions.get(name) ?? 0;
    if (has !== expected) throw topicMismatch(name, has, expected);
  }
}

const SETTLE_ATTEMPTS = 20;
const SETTLE_PAUSE_MS = 250;

/** A topic that was created a moment ago, by us or by another service, is not known to every broker yet. */
async function settledMetadata(
  admin: Admin,
  topics: string[],
): Promise<Awaited<ReturnType<Admin['fetchTopicMetadata']>>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await admin.fetchTopicMetadata({ topics });
    } catch (error) {
      const { type } = error as { type?: unknown };
      const unsettled = type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'LEADER_NOT_AVAILABLE';
      if (!unsettled || attempt === SETTLE_ATTEMPTS) throw error;
      await pause(SETTLE_PAUSE_MS);
    }
  }
}
