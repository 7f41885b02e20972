import type { Queryable } from '@backhaul/event-store';
import type { IncomingMessage } from '../bus/message.js';
import type { Reason } from './reason.js';

export interface ToPark {
  group: string;
  message: IncomingMessage;
  status: 'failed' | 'queued';
  reason: Reason;
  attempts: number;
}

/** Sets a message aside. Delivered again, it is the same row: nothing is parked twice or comes back after a discard. */
export async function park(tx: Queryable, { group, message, status, reason, attempts }: ToPark): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO messaging.parked (consumer_group, key, topic, partition, "offset", message_id, type, headers, value,
                                   status, reason_code, reason, attempts, first_attempt_at, last_attempt_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
             CASE WHEN $13 > 0 THEN clock_timestamp() END, CASE WHEN $13 > 0 THEN clock_timestamp() END)
     ON CONFLICT DO NOTHING`,
    [
      group,
      message.key,
      message.topic,
      message.partition,
      message.offset,
      message.headers['ce_id'] ?? null,
      message.headers['ce_type'] ?? null,
      JSON.stringify(message.headers),
      // a text column takes no NUL; only a message that was never ours has one
      message.value.replaceAll('\u0000', '\ufffd'),
      status,
      reason.code,
      reason.text.replaceAll('\u0000', '\ufffd'),
      attempts,
    ],
  );
  return rowCount === 1;
}
