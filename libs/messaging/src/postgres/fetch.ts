import type { Pool } from 'pg';
import type { IncomingMessage } from '../bus/message.js';

/** From where a partition is to be read on. */
export interface ReadPosition {
  topic: string;
  partition: number;
  position: bigint;
}

interface MessageRow {
  topic: string;
  partition: number;
  offset: string;
  key: string;
  headers: Record<string, string>;
  value: string;
}

// the comparison with next_offset makes the idle case one look at a small table, whatever the number of messages kept
const FETCH = `
SELECT m.topic, m.partition, m."offset"::text, m.key, m.headers, m.value
  FROM unnest($1::text[], $2::int[], $3::bigint[]) AS w (topic, partition, position)
  JOIN bus.partition p ON p.topic = w.topic AND p.partition = w.partition AND p.next_offset > w.position
 CROSS JOIN LATERAL (
   SELECT * FROM bus.message
    WHERE topic = w.topic AND partition = w.partition AND "offset" >= w.position
    ORDER BY "offset" LIMIT $4
 ) m
 ORDER BY m.topic, m.partition, m."offset"`;

/** The next messages of all these partitions in one round trip, in order within each partition. */
export async function fetchMessages(
  pool: Pool,
  from: readonly ReadPosition[],
  limit: number,
): Promise<IncomingMessage[]> {
  const { rows } = await pool.query<MessageRow>({
    name: 'bus.fetch',
    text: FETCH,
    values: [from.map((w) => w.topic), from.map((w) => w.partition), from.map((w) => w.position.toString()), limit],
  });
  return rows;
}
