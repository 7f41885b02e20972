import type { IncomingMessage } from '../bus/message.js';

/** failed: its own handling failed; queued: waits behind a failed one; replayed and discarded: over, kept as the record. */
export type ParkedStatus = 'failed' | 'queued' | 'replayed' | 'discarded';

/** A message that was set aside, without what it says: a list must not spread a shopper's data. */
export interface ParkedSummary {
  id: string;
  group: string;
  status: ParkedStatus;
  /** Where it came from. */
  message: Omit<IncomingMessage, 'headers' | 'value'>;
  /** `ce_id` and `ce_type` where the message has them. */
  messageId: string | null;
  type: string | null;
  /** Code and message of the error; BEHIND_PARKED for one that only waits. */
  reasonCode: string;
  reason: string;
  attempts: number;
  parkedAt: Date;
  firstAttemptAt: Date | null;
  lastAttemptAt: Date | null;
  closedAt: Date | null;
  closedBy: string | null;
  closedReason: string | null;
}

/** The same with everything that is needed to look at it and to handle it again. */
export interface ParkedMessage extends ParkedSummary {
  message: IncomingMessage;
}

/** Columns of a summary. */
export const SUMMARY = `id, consumer_group, status, topic, partition, "offset", key, message_id, type, reason_code, reason,
  attempts, parked_at, first_attempt_at, last_attempt_at, closed_at, closed_by, closed_reason`;

export interface SummaryRow {
  id: string;
  consumer_group: string;
  status: ParkedStatus;
  topic: string;
  partition: number;
  offset: string;
  key: string;
  message_id: string | null;
  type: string | null;
  reason_code: string;
  reason: string;
  attempts: number;
  parked_at: Date;
  first_attempt_at: Date | null;
  last_attempt_at: Date | null;
  closed_at: Date | null;
  closed_by: string | null;
  closed_reason: string | null;
}

export interface ParkedRow extends SummaryRow {
  headers: Record<string, string>;
  value: string;
}

export function summaryOf(row: SummaryRow): ParkedSummary {
  const { topic, partition, offset, key } = row;
  return {
    id: row.id,
    group: row.consumer_group,
    status: row.status,
    message: { topic, partition, offset, key },
    messageId: row.message_id,
    type: row.type,
    reasonCode: row.reason_code,
    reason: row.reason,
    attempts: row.attempts,
    parkedAt: row.parked_at,
    firstAttemptAt: row.first_attempt_at,
    lastAttemptAt: row.last_attempt_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    closedReason: row.closed_reason,
  };
}

export function messageOf(row: ParkedRow): ParkedMessage {
  const summary = summaryOf(row);
  return { ...summary, message: { ...summary.message, headers: row.headers, value: row.value } };
}

/** Takes away what the message says. */
export function summarized({ message, ...rest }: ParkedMessage): ParkedSummary {
  const { topic, partition, offset, key } = message;
  return { ...rest, message: { topic, partition, offset, key } };
}
