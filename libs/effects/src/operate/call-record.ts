import type { CallStatus, EffectCall } from '../calls.js';
import type { Answer } from '../handler.js';
import { toEffectCall, type CallColumns } from '../run/claimed-call.js';

/** A call as an operator sees it. */
export interface CallRecord extends EffectCall {
  /** Order of planning in this database; where the next page of a list starts. */
  seq: string;
  status: CallStatus;
  notBefore: Date | null;
  /** When it is due next; `null` when it is due now or over. */
  dueAt: Date | null;
  lookUps: number;
  inDoubtSince: Date | null;
  /** When a person was asked to look, if one was. */
  personAskedAt: Date | null;
  answer: Answer | null;
  answeredAt: Date | null;
  settledAt: Date | null;
  lastError: string | null;
  /** The runner that has it at the moment, and until when. */
  leasedBy: string | null;
  leasedUntil: Date | null;
}

export interface CallRecordRow extends CallColumns {
  seq: string;
  status: CallStatus;
  not_before: Date | null;
  due_at: Date | null;
  look_ups: number;
  doubted_at: Date | null;
  person_asked_at: Date | null;
  answer: Answer | null;
  answered_at: Date | null;
  settled_at: Date | null;
  last_error: string | null;
  leased_by: string | null;
  leased_until: Date | null;
}

export function toCallRecord(row: CallRecordRow): CallRecord {
  return {
    ...toEffectCall(row),
    seq: row.seq,
    status: row.status,
    notBefore: row.not_before,
    dueAt: row.due_at,
    lookUps: row.look_ups,
    inDoubtSince: row.doubted_at,
    personAskedAt: row.person_asked_at,
    answer: row.answer,
    answeredAt: row.answered_at,
    settledAt: row.settled_at,
    lastError: row.last_error,
    leasedBy: row.leased_by,
    leasedUntil: row.leased_until,
  };
}
