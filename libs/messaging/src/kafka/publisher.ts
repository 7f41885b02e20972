import { CompressionTypes, type Kafka, type Producer, type Transaction } from 'kafkajs';
import type { Publisher } from '../bus/message-bus.js';
import type { OutgoingMessage } from '../bus/message.js';
import { partitionOf } from '../bus/partition-of.js';
import { publisherFenced } from '../bus/publisher-errors.js';
import { topicUnknown } from '../bus/topic-errors.js';
import { endsWithin } from '../support/pause.js';
import { chunksOf } from './chunks.js';
import { isOfType, isOurEpochOver } from './protocol-errors.js';

const CLOSE_MS = 4000;

/**
 * After a commit the broker writes its markers, and until they are there the next transaction is told to try again: a matter of
 * milliseconds, for which KafkaJS would wait a tenth of a second after every batch.
 */
const retry = { retries: 12, initialRetryTime: 4, maxRetryTime: 1000, factor: 0.2, multiplier: 2 };

/**
 * A publisher on Kafka: a producer with a transactional id, which is its name, and a transaction for every call. The broker
 * gives each producer of an id a higher epoch and refuses the lower ones, also in the middle of a transaction.
 * It is of no use after a failure: KafkaJS then cannot tell what the broker has kept.
 */
export class KafkaPublisher implements Publisher {
  readonly #producer: Producer;
  #partitions = new Set<number>();

  private constructor(
    kafka: Kafka,
    private readonly name: string,
  ) {
    this.#producer = kafka.producer({
      transactionalId: name,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry,
      createPartitioner:
        () =>
        ({ partitionMetadata, message }) => {
          const partition = partitionOf(String(message.key ?? ''), partitionMetadata.length);
          this.#partitions.add(partition);
          return partition;
        },
    });
  }

  static async open(kafka: Kafka, name: string): Promise<KafkaPublisher> {
    const publisher = new KafkaPublisher(kafka, name);
    try {
      await publisher.#producer.connect();
      // KafkaJS fetches the epoch, which shuts the earlier ones out, only when a transaction begins
      await (await publisher.#producer.transaction()).abort();
    } catch (error) {
      await publisher.close();
      throw error;
    }
    return publisher;
  }

  async publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      const transaction = await this.#producer.transaction();
      for (const chunk of chunksOf(messages)) await this.#send(transaction, topic, chunk);
      await transaction.commit();
    } catch (error) {
      if (isOurEpochOver(error)) throw publisherFenced(this.name, error);
      throw isOfType(error, 'UNKNOWN_TOPIC_OR_PARTITION') ? topicUnknown(topic) : error;
    }
  }

  async close(): Promise<void> {
    await endsWithin(
      CLOSE_MS,
      this.#producer.disconnect().catch(() => undefined),
    );
  }

  /**
   * When the leader of a partition changes, KafkaJS sends the batch again, but not to a broker that has acknowledged other
   * partitions of it, and resolves all the same (issue 1303): messages would be lost without a sign.
   */
  async #send(transaction: Transaction, topic: string, messages: OutgoingMessage[]): Promise<void> {
    this.#partitions = new Set();
    const acknowledged = await transaction.send({ topic, messages, acks: -1, compression: CompressionTypes.None });
    if (acknowledged.length === this.#partitions.size) return;
    throw new Error(`Kafka acknowledged ${acknowledged.length} of ${this.#partitions.size} partitions of ${topic}`);
  }
}
