export type IntakeStatus = 'waiting' | 'done' | 'parked' | 'discarded';

/** A webhook as it came in: the bytes, and what became of it. */
export interface IntakeItem {
  id: string;
  source: string;
  merchantId: string;
  dedupeKey: string;
  lane: string;
  headers: Record<string, string>;
  body: Buffer;
  status: IntakeStatus;
  /** The present attempt included. */
  attempts: number;
  receivedAt: Date;
  availableAt: Date;
  reasonCode: string | null;
  reason: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  closedReason: string | null;
}

export interface IntakeRow {
  id: string;
  source: string;
  merchant_id: string;
  dedupe_key: string;
  lane: string;
  headers: Record<string, string>;
  body: Buffer;
  status: IntakeStatus;
  attempts: number;
  received_at: Date;
  available_at: Date;
  reason_code: string | null;
  reason: string | null;
  closed_at: Date | null;
  closed_by: string | null;
  closed_reason: string | null;
}

export function itemOf(row: IntakeRow): IntakeItem {
  return {
    id: row.id,
    source: row.source,
    merchantId: row.merchant_id,
    dedupeKey: row.dedupe_key,
    lane: row.lane,
    headers: row.headers,
    body: row.body,
    status: row.status,
    attempts: row.attempts,
    receivedAt: row.received_at,
    availableAt: row.available_at,
    reasonCode: row.reason_code,
    reason: row.reason,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    closedReason: row.closed_reason,
  };
}
