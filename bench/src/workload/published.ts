import { Partitioners, type KafkaMessage } from 'kafkajs';
import { TOPIC_PARTITIONS } from '@backhaul/contracts';
import { verified } from '../harness/verified.js';
import { unique, type KafkaBench } from './topic.js';

const END = 'end';

/** What lies on topics after it was published: every receipt of every key once, in order, and nothing else. */
export class Published {
  #topics = 0;
  readonly #wrong: string[] = [];

  constructor(
    private readonly bench: KafkaBench,
    private readonly expected: { keys: number; perKey: number },
  ) {}

  /** Reads a whole topic as a consumer would, up to a mark that is put behind everything in each partition. */
  async readBack(topic: string): Promise<void> {
    await this.#mark(topic);
    const lastOf = new Map<string, number>();
    const consumer = this.bench.kafka.consumer({ groupId: unique('read-back') });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      let open = TOPIC_PARTITIONS;
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      const eachMessage = async ({ message }: { message: KafkaMessage }): Promise<void> => {
        if (message.key !== null) return this.#follow(lastOf, String(message.key), receiptOf(message));
        open -= 1;
        if (open === 0) resolve();
      };
      consumer.run({ eachMessage }).catch(reject);
    }).finally(() => consumer.disconnect());
    const complete = [...lastOf.values()].filter((last) => last === this.expected.perKey).length;
    if (complete !== this.expected.keys) this.#wrong.push(`${complete} keys are complete on ${topic}`);
    this.#topics += 1;
  }

  /** @throws WrongResult when something is missing, came twice or out of order */
  verified(): string {
    const { keys, perKey } = this.expected;
    return verified(
      `on each of ${this.#topics} topics lie ${perKey} events of each of ${keys} keys, each once, in order`,
      this.#topics > 0 && this.#wrong.length === 0,
      this.#wrong.slice(0, 5),
    );
  }

  #follow(lastOf: Map<string, number>, key: string, receipt: number): void {
    const last = lastOf.get(key) ?? 0;
    if (receipt !== last + 1) this.#wrong.push(`${key}: ${receipt} after ${last}`);
    lastOf.set(key, receipt);
  }

  async #mark(topic: string): Promise<void> {
    // The default one sends a message to the partition that it names.
    const producer = this.bench.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const messages = Array.from({ length: TOPIC_PARTITIONS }, (_, partition) => ({ partition, value: END }));
    await producer.send({ topic, acks: -1, messages });
    await producer.disconnect();
  }
}

const receiptOf = ({ value }: KafkaMessage): number =>
  Number((JSON.parse(String(value)) as { receiptId: string }).receiptId);
