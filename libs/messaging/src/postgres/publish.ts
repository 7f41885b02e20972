import type { Pool } from 'pg';
import type { OutgoingMessage } from '../bus/message.js';
import { partitionOf } from '../bus/partition-of.js';
import { topicUnknown } from '../bus/topic-errors.js';
import { codeOf } from '../support/error-facts.js';
import type { Topics } from './topics.js';

const UNDEFINED_OBJECT = '42704';

/** Appends the messages to their partitions; durable when it resolves. */
export async function publish(
  pool: Pool,
  topics: Topics,
  topic: string,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  const partitions = await topics.partitionsOf(topic);
  try {
    await pool.query({
      name: 'bus.publish',
      text: 'SELECT bus.publish($1, $2::int[], $3::text[], $4::json[], $5::text[])',
      values: [
        topic,
        messages.map(({ key }) => partitionOf(key, partitions)),
        messages.map(({ key }) => key),
        messages.map(({ headers }) => JSON.stringify(headers)),
        messages.map(({ value }) => value),
      ],
    });
  } catch (error) {
    if (codeOf(error) !== UNDEFINED_OBJECT) throw error;
    topics.forget(topic); // deleted and perhaps made anew with another number of partitions
    throw topicUnknown(topic);
  }
}
