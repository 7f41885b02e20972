import type { Pool } from 'pg';
import type { Topic } from '../bus/message-bus.js';
import { topicMismatch, topicUnknown } from '../bus/topic-errors.js';

/** The topics of the bus and the number of their partitions, which never changes and is therefore remembered. */
export class Topics {
  readonly #known = new Map<string, number>();

  constructor(private readonly pool: Pool) {}

  async ensure(topics: readonly Topic[]): Promise<void> {
    for (const { name, partitions } of topics) {
      await this.#create(name, partitions);
      const has = await this.partitionsOf(name);
      if (has !== partitions) throw topicMismatch(name, has, partitions);
    }
  }

  /** @throws TOPIC_UNKNOWN */
  async partitionsOf(topic: string): Promise<number> {
    const known = this.#known.get(topic);
    if (known !== undefined) return known;
    const { rows } = await this.pool.query<{ partitions: number }>('SELECT partitions FROM bus.topic WHERE name = $1', [
      topic,
    ]);
    const found = rows[0]?.partitions;
    if (found === undefined) throw topicUnknown(topic);
    this.#known.set(topic, found);
    return found;
  }

  forget(topic: string): void {
    this.#known.delete(topic);
  }

  async #create(name: string, partitions: number): Promise<void> {
    await this.pool.query(
      `WITH topic AS (INSERT INTO bus.topic (name, partitions) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING name)
       INSERT INTO bus.partition (topic, partition) SELECT name, generate_series(0, $2::int - 1) FROM topic`,
      [name, partitions],
    );
  }
}
