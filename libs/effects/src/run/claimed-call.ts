import type { CallStatus, EffectCall } from '../calls.js';
import type { Answer } from '../handler.js';

/** A call that this runner holds a lease on, and what it needs to carry it one step. */
export interface ClaimedCall {
  call: EffectCall;
  status: CallStatus;
  /** Which taking of the call this is; outdated once somebody else has taken it. */
  claim: string;
  answer: Answer | null;
  /** Sends since the plan, or since a person last had it tried again: what the waits grow with. */
  tries: number;
  lookUps: number;
  settleFailures: number;
  personAsked: boolean;
  inDoubtMs: number;
}

export interface ClaimedRow {
  key: string;
  kind: string;
  lane: string;
  merchant_id: string;
  subject: string;
  partition_key: string;
  payload_text: string;
  correlation_id: string;
  causation_id: string;
  attempt: number;
  sent_at: Date | null;
  planned_at: Date;
  status: CallStatus;
  claim: string;
  answer: Answer | null;
  tries: number;
  look_ups: number;
  settle_failures: number;
  person_asked: boolean;
  in_doubt_ms: number;
}

/** The columns that every reader of a call shares. */
export type CallColumns = Pick<
  ClaimedRow,
  | 'key'
  | 'kind'
  | 'lane'
  | 'merchant_id'
  | 'subject'
  | 'partition_key'
  | 'payload_text'
  | 'correlation_id'
  | 'causation_id'
  | 'attempt'
  | 'sent_at'
  | 'planned_at'
>;

export function toEffectCall(row: CallColumns): EffectCall {
  return {
    key: row.key,
    kind: row.kind,
    lane: row.lane,
    merchantId: row.merchant_id,
    subject: row.subject,
    partitionKey: row.partition_key,
    payload: JSON.parse(row.payload_text),
    payloadText: row.payload_text,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    attempt: row.attempt,
    sentAt: row.sent_at,
    plannedAt: row.planned_at,
  };
}

export function toClaimedCall(row: ClaimedRow): ClaimedCall {
  return {
    call: toEffectCall(row),
    status: row.status,
    claim: row.claim,
    answer: row.answer,
    tries: row.tries,
    lookUps: row.look_ups,
    settleFailures: row.settle_failures,
    personAsked: row.person_asked,
    inDoubtMs: row.in_doubt_ms,
  };
}
