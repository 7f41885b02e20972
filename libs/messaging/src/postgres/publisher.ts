import type { Pool } from 'pg';
import type { Publisher } from '../bus/message-bus.js';
import type { OutgoingMessage } from '../bus/message.js';
import { partitionOf } from '../bus/partition-of.js';
import { publisherFenced } from '../bus/publisher-errors.js';
import { topicUnknown } from '../bus/topic-errors.js';
import { codeOf } from '../support/error-facts.js';
import { openPublisher, publishAs } from './publisher-sql.js';
import type { Topics } from './topics.js';

const UNDEFINED_OBJECT = '42704';
const NOT_IN_PREREQUISITE_STATE = '55000';

/** A publisher on Postgres: the row of its name holds the epoch of the last one, and a publish is one statement that checks it. */
export class PostgresPublisher implements Publisher {
  private constructor(
    private readonly pool: Pool,
    private readonly topics: Topics,
    private readonly name: string,
    private readonly epoch: string,
  ) {}

  static async open(pool: Pool, topics: Topics, name: string): Promise<PostgresPublisher> {
    return new PostgresPublisher(pool, topics, name, await openPublisher(pool, name));
  }

  async publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const partitions = await this.topics.partitionsOf(topic);
    const placed = messages.map((message) => ({ ...message, partition: partitionOf(message.key, partitions) }));
    try {
      await publishAs(this.pool, { name: this.name, epoch: this.epoch, topic }, placed);
    } catch (error) {
      throw this.#told(error, topic);
    }
  }

  async close(): Promise<void> {} // it has nothing of its own to close

  #told(error: unknown, topic: string): unknown {
    switch (codeOf(error)) {
      case NOT_IN_PREREQUISITE_STATE:
        return publisherFenced(this.name, error);
      case UNDEFINED_OBJECT:
        this.topics.forget(topic); // deleted and perhaps made anew with another number of partitions
        return topicUnknown(topic);
      default:
        return error;
    }
  }
}
