import type { Queryable } from '@backhaul/event-store';
import type { CallStatus } from '../calls.js';
import { countCalls } from '../sql/count-calls.js';
import { getCall } from '../sql/get-call.js';
import { listCalls } from '../sql/list-calls.js';
import { readInterventions } from '../sql/read-interventions.js';
import { toCallRecord, type CallRecord, type CallRecordRow } from './call-record.js';

/** Which calls to list. Everything given has to hold. */
export interface CallFilter {
  status?: CallStatus;
  kind?: string;
  merchantId?: string;
  subject?: string;
  lane?: string;
  /** Only calls that are not over. */
  unfinished?: boolean;
  /** Only calls in which a person has to look. */
  waitingForPerson?: boolean;
  /** The `seq` of the last call of the page before. */
  after?: string;
  /** Default 100. */
  limit?: number;
}

/** What a person did to a call. */
export interface Intervention {
  action: 'retry' | 'found' | 'absent' | 'refused';
  by: string;
  reason: string;
  statusBefore: CallStatus;
  at: Date;
}

/** Unfinished calls of one kind and status. */
export interface CallCount {
  kind: string;
  status: CallStatus;
  calls: number;
  waitingForPerson: number;
  /** When the oldest of them could first have gone out. */
  oldest: Date;
}

/** Calls in the order in which they were planned. */
export async function list(db: Queryable, filter: CallFilter = {}): Promise<CallRecord[]> {
  const { status, kind, merchantId, subject, lane, unfinished, waitingForPerson, after, limit } = filter;
  const chosen = [status, kind, merchantId, subject, lane].map((value) => value ?? null);
  const values = [...chosen, unfinished ?? false, waitingForPerson ?? false, after ?? '0', limit ?? 100];
  const { rows } = await db.query(listCalls, values);
  return (rows as CallRecordRow[]).map(toCallRecord);
}

/** One call with everything that people did to it; `null` when there is none. */
export async function get(
  db: Queryable,
  key: string,
): Promise<(CallRecord & { interventions: Intervention[] }) | null> {
  const { rows } = await db.query(getCall, [key]);
  const [row] = rows as CallRecordRow[];
  if (row === undefined) return null;
  return { ...toCallRecord(row), interventions: await interventionsOf(db, key) };
}

/** Unfinished calls by kind and status, for metrics. */
export async function counts(db: Queryable): Promise<CallCount[]> {
  const { rows } = await db.query(countCalls);
  return (rows as (Omit<CallCount, 'waitingForPerson'> & { waiting_for_person: number })[]).map((row) => ({
    kind: row.kind,
    status: row.status,
    calls: row.calls,
    waitingForPerson: row.waiting_for_person,
    oldest: row.oldest,
  }));
}

async function interventionsOf(db: Queryable, key: string): Promise<Intervention[]> {
  const { rows } = await db.query(readInterventions, [key]);
  type Row = Pick<Intervention, 'action' | 'reason' | 'at'> & { by_person: string; status_before: CallStatus };
  return (rows as Row[]).map((row) => ({
    action: row.action,
    by: row.by_person,
    reason: row.reason,
    statusBefore: row.status_before,
    at: row.at,
  }));
}
