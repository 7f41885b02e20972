import { CompressionTypes, type Kafka, type Producer } from 'kafkajs';
import type { OutgoingMessage } from '../bus/message.js';
import { partitionOf } from '../bus/partition-of.js';
import { topicUnknown } from '../bus/topic-errors.js';
import { endsWithin } from '../support/pause.js';
import { chunksOf } from './chunks.js';
import { retry } from './client.js';

const CLOSE_MS = 4000;

const byKey =
  () =>
  ({ partitionMetadata, message }: { partitionMetadata: unknown[]; message: { key?: Buffer | string | null } }) =>
    partitionOf(String(message.key ?? ''), partitionMetadata.length);

/**
 * An idempotent producer that sends one batch at a time.
 * KafkaJS numbers a batch when it sends it and takes the number back when that fails, so a second batch in between gets the
 * number of the first and the broker takes it for a repetition and drops it (issue 1005). For the same reason a producer is
 * thrown away after a failure that reaches us: the broker may have kept the batch, and the next one would get its number.
 */
export class SerialProducer {
  #producer: Promise<Producer> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly kafka: Kafka) {}

  publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const sent = this.#last.then(() => this.#send(topic, messages));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  async close(): Promise<void> {
    await endsWithin(CLOSE_MS, this.#last);
    await this.#discard();
  }

  async #send(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      const producer = await (this.#producer ??= this.#connect());
      for (const chunk of chunksOf(messages)) {
        await producer.send({ topic, messages: chunk, acks: -1, compression: CompressionTypes.None });
      }
    } catch (error) {
      await this.#discard();
      throw isUnknownTopic(error) ? topicUnknown(topic) : error;
    }
  }

  async #connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: byKey,
      retry,
    });
    await producer.connect();
    return producer;
  }

  async #discard(): Promise<void> {
    const producer = this.#producer;
    this.#producer = null;
    const disconnected = producer?.then((connected) => connected.disconnect()).catch(() => undefined);
    await endsWithin(CLOSE_MS, disconnected ?? Promise.resolve());
  }
}

function isUnknownTopic(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('type' in error && error.type === 'UNKNOWN_TOPIC_OR_PARTITION') return true;
  return 'cause' in error && isUnknownTopic(error.cause);
}
