import type { IncomingMessage, MessageBus, OutgoingMessage, PartitionBatch, Publisher } from '@backhaul/messaging';
import { randomUUID } from 'node:crypto';

/** What the suite needs to know of an adapter. */
export interface Harness {
  /** A connection of its own to the same broker, as another process would have. The suite closes it. */
  connect(): Promise<MessageBus>;
  /** Deletes a topic behind everybody's back, as a person with the broker's own tools does. */
  deleteTopic(topic: string): Promise<unknown>;
  /** The shortest session that the broker allows. */
  sessionMs: number;
  end(): Promise<void>;
}

/** A bus on which a test publishes as it likes, under a name that nobody else has. */
export interface TestBus extends MessageBus, Pick<Publisher, 'publish'> {}

export function testBus(bus: MessageBus): TestBus {
  let opened: Promise<Publisher> | undefined;
  return {
    ...bus,
    async publish(topic, messages) {
      const publisher = await (opened ??= bus.publisher(unique('publisher')));
      await publisher.publish(topic, messages).catch((error: unknown) => {
        opened = undefined; // it is of no use after a failure
        throw error;
      });
    },
  };
}

export const unique = (name: string): string => `${name}-${randomUUID().slice(0, 8)}`;

export const message = (key: string, n: number): OutgoingMessage => ({
  key,
  headers: { n: String(n) },
  value: JSON.stringify({ key, n }),
});

/** Collects what a group gets and finishes it at once. */
export class Collector {
  readonly got: IncomingMessage[] = [];

  readonly onBatch = async (batch: PartitionBatch): Promise<void> => {
    for (const one of batch.messages) {
      if (batch.signal.aborted) return;
      this.got.push(one);
      batch.finished(one);
    }
  };

  get values(): string[] {
    return this.got.map(({ value }) => value);
  }

  /** The numbers of a key, each where it came first: a repetition is allowed, a wrong order is not. */
  numbersOf(key: string): number[] {
    return [...new Set(this.got.filter((one) => one.key === key).map((one) => Number(one.headers['n'])))];
  }
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
