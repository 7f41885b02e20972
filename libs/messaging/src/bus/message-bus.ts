import type { OutgoingMessage } from './message.js';
import type { PartitionBatch } from './partition-batch.js';

/** A topic and the number of its partitions, which is fixed for its life: keys are spread over them. */
export interface Topic {
  name: string;
  partitions: number;
}

export interface TopicPartition {
  topic: string;
  partition: number;
}

export interface SubscribeOptions {
  /** Members with the same group share the partitions; every group gets every message. */
  group: string;
  topics: readonly string[];
  /** Partitions are worked on side by side; see {@link PartitionBatch} for what is committed. */
  onBatch: (batch: PartitionBatch) => Promise<void>;
  /** Told of every failure that the subscription survives by itself (broker away, handler threw). */
  onError?: (error: unknown) => void;
}

/** A running membership of a group. */
export interface BusSubscription {
  /** The partitions that this member works on now. */
  assigned(): TopicPartition[];
  /** Lets the running handlers end, commits what is finished and leaves the group. */
  close(): Promise<void>;
}

/** The only one that may publish under its name. */
export interface Publisher {
  /**
   * Resolves when the messages are durable; calls are carried out one after the other. A failed call may have published all of
   * its messages or none, never some. Every call after it fails as well, or it would overtake what failed: open another publisher
   * and publish all of it again.
   * @throws PUBLISHER_FENCED another one of the same name has been opened since; TOPIC_UNKNOWN
   */
  publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Lets the call that is under way end. */
  close(): Promise<void>;
}

/**
 * What the services need of a broker, and nothing else: order per key, at least once, groups that share partitions.
 * Both adapters pass the same conformance suite.
 */
export interface MessageBus {
  readonly kind: 'kafka' | 'postgres';
  /** Creates what is missing. Throws TOPIC_MISMATCH, with what to do, when a topic has another number of partitions. */
  ensureTopics(topics: readonly Topic[]): Promise<void>;
  /**
   * Opens the publisher of this name and shuts out every earlier one, in whichever process: what such a one still sends, after
   * a pause of minutes as well, fails and is never seen. So only who holds the right to publish may open one.
   */
  publisher(name: string): Promise<Publisher>;
  /** Resolves when the membership is being sought; the broker may be away. A new group starts at the earliest message. */
  subscribe(options: SubscribeOptions): Promise<BusSubscription>;
  /** Resolves when the broker answers; throws when it does not. */
  ping(): Promise<void>;
  /** Closes the subscriptions, then the connections. */
  close(): Promise<void>;
}
