import type { IncomingMessage } from '../bus/message.js';

/** failed: its own handling failed; queued: waits behind a failed one; replayed and discarded: over, kept as the record. */
export type ParkedStatus = 'failed' | 'queued' | 'replayed' | 'discarded';

/** A message that was set aside, with everything that is needed to look at it and to handle it again. */
export interface ParkedMessage {
  id: string;
  group: string;
  status: ParkedStatus;
  message: IncomingMessage;
  /** `ce_id` and `ce_type` where the message has them. */
  messageId: string | null;
  type: string | null;
  /** Code and message of the error; BEHIND_PARKED for one that only waits. */
  reasonCode: string;
  reason: string;
  attempts: number;
  parkedAt: Date;
  lastAttemptAt: Date | null;
  closedAt: Date | null;
  closedBy: string | null;
  closedReason: string | null;
}

export interface ParkedRow {
  id: string;
  consumer_group: string;
  status: ParkedStatus;
  topic: string;
  partition: number;
  offset: string;
  key: string;
  headers: Record<string, string>;
  value: string;
  message_id: string | null;
  type: string | null;
  reason_code: string;
  reason: string;
  attempts: number;
  parked_at: Date;
  last_attempt_at: Date | null;
  closed_at: Date | null;
  closed_by: string | null;
  closed_reason: string | null;
}

export function fromRow(row: ParkedRow): ParkedMessage {
  const { topic, partition, offset, key, headers, value } = row;
  return {
    id: row.id,
    group: row.consumer_group,
    status: row.status,
    message: { topic, partition, offset, key, headers, value },
    messageId: row.message_id,
    type: row.type,
    reasonCode: row.reason_code,
    reason: row.reason,
    attempts: row.attempts,
    parkedAt: row.parked_at,
    lastAttemptAt: row.last_attempt_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    closedReason: row.closed_reason,
  };
}
