import type { Pool } from 'pg';
import type { OutgoingMessage } from '../bus/message.js';

/** Gives the next epoch of a name. It waits for a publish of the one before that is being carried out. */
export async function openPublisher(pool: Pool, name: string): Promise<string> {
  const { rows } = await pool.query<{ epoch: string }>(
    `INSERT INTO bus.publisher AS p (name, epoch) VALUES ($1, 1)
     ON CONFLICT (name) DO UPDATE SET epoch = p.epoch + 1 RETURNING epoch::text`,
    [name],
  );
  return rows[0]?.epoch ?? '0';
}

export interface PublishAs {
  name: string;
  epoch: string;
  topic: string;
}

/** Appends the messages to their partitions; durable when it resolves. */
export async function publishAs(
  pool: Pool,
  { name, epoch, topic }: PublishAs,
  messages: readonly (OutgoingMessage & { partition: number })[],
): Promise<void> {
  await pool.query({
    name: 'bus.publish_as',
    text: 'SELECT bus.publish_as($1, $2, $3, $4::int[], $5::text[], $6::json[], $7::text[])',
    values: [
      name,
      epoch,
      topic,
      messages.map(({ partition }) => partition),
      messages.map(({ key }) => key),
      messages.map(({ headers }) => JSON.stringify(headers)),
      messages.map(({ value }) => value),
    ],
  });
}
