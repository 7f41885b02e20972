import type { Consumer, Kafka } from 'kafkajs';
import type { BusSubscription, SubscribeOptions, TopicPartition } from '../bus/message-bus.js';
import { backoffMs } from '../support/backoff.js';
import { endsWithin, pause } from '../support/pause.js';
import { stopController } from '../support/stop-signal.js';
import { Troubles } from '../support/troubles.js';
import { workOnBatch } from './batch.js';
import { retry } from './client.js';
import type { Settings } from './options.js';

const FETCH_WAIT_MS = 1000;
const CLOSE_MS = 8000;

/**
 * A member of a Kafka group. KafkaJS gives a consumer up after a few failures and can also fall silent after a broker restart;
 * so a loop of ours watches it and puts a new one in its place.
 */
export class KafkaSubscription implements BusSubscription {
  readonly #closing = stopController();
  readonly #troubles: Troubles;
  readonly #loop: Promise<void>;
  #assigned: TopicPartition[] = [];
  #lastSign = Date.now();

  constructor(
    private readonly kafka: Kafka,
    private readonly settings: Settings,
    private readonly options: SubscribeOptions,
  ) {
    this.#troubles = new Troubles(settings.log);
    this.#loop = this.#run();
  }

  assigned(): TopicPartition[] {
    return this.#assigned;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    for (let attempt = 1; !this.#closing.signal.aborted; attempt += 1) {
      const started = Date.now();
      try {
        await this.#consume();
      } catch (error) {
        this.#report(error);
      }
      if (Date.now() - started > 60_000) attempt = 1;
      await pause(backoffMs({ firstMs: 200, maxMs: 5000 }, attempt), this.#closing.signal);
    }
  }

  /** Runs one consumer until it crashes or falls silent (throws) or the subscription closes (returns). */
  async #consume(): Promise<void> {
    const { sessionMs } = this.settings;
    const consumer = this.kafka.consumer({
      groupId: this.options.group,
      sessionTimeout: sessionMs,
      rebalanceTimeout: Math.max(sessionMs, 30_000),
      heartbeatInterval: Math.floor(sessionMs / 6),
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { ...retry, restartOnFailure: async () => false },
    });
    try {
      await this.#runUntilTheEnd(consumer);
    } finally {
      this.#assigned = [];
      await endsWithin(
        CLOSE_MS,
        consumer.disconnect().catch(() => undefined),
      );
    }
  }

  async #runUntilTheEnd(consumer: Consumer): Promise<void> {
    const ended = new Promise<void>((resolve, reject) => {
      this.#closing.signal.addEventListener('abort', () => resolve(), { once: true });
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    });
    this.#watchSigns(consumer);
    // a close does not wait for a start, which takes KafkaJS half a minute while the broker is away
    await Promise.race([ended, this.#start(consumer)]);
    const watching = stopController();
    await Promise.race([ended, this.#silence(watching.signal)]).finally(() => watching.abort());
  }

  async #start(consumer: Consumer): Promise<void> {
    await consumer.connect();
    if (this.#closing.signal.aborted) return consumer.disconnect(); // nobody waits for it any more
    await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.settings.partitionsAtOnce,
      eachBatch: (payload) =>
        workOnBatch(payload, {
          onBatch: this.options.onBatch,
          onError: (error) => this.#report(error),
          redeliverMs: this.settings.redeliverMs,
          heartbeatMs: Math.max(50, Math.floor(this.settings.sessionMs / 10)),
          closing: this.#closing.signal,
        }),
    });
  }

  #watchSigns(consumer: Consumer): void {
    const sign = (): void => {
      this.#lastSign = Date.now();
    };
    sign();
    consumer.on(consumer.events.FETCH, sign);
    consumer.on(consumer.events.HEARTBEAT, () => {
      sign();
      this.#troubles.over('Kafka answers again', { group: this.options.group });
    });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      sign();
      this.#assigned = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      );
    });
    consumer.on(consumer.events.REBALANCING, () => {
      this.#assigned = [];
    });
  }

  /** Throws when nothing has been heard of the consumer for too long. */
  async #silence(watching: AbortSignal): Promise<void> {
    const tooLong = Math.max(60_000, 3 * this.settings.sessionMs);
    while (!watching.aborted) {
      await pause(1000, watching);
      if (Date.now() - this.#lastSign > tooLong)
        throw new Error(`nothing heard from the broker for ${tooLong / 1000} s`);
    }
  }

  #report(error: unknown): void {
    this.#troubles.report(`Kafka, group ${this.options.group}: consuming was interrupted and goes on by itself`, error);
    this.options.onError?.(error);
  }
}
