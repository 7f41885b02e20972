import type { JobItemView, JobRunView } from '../http/jobs/schemas.js';
import type { ItemResult, Severity } from './item/events.js';
import type { RetryState } from './item/state.js';
import type { JobName } from './names.js';
import type { RunStatus } from './run/decide.js';
import type { Counts, Trigger } from './run/events.js';

/** A row of `rlm.job_run`. */
export interface RunRow extends Counts {
  run_id: string;
  merchant_id: string;
  job: JobName;
  trigger: Trigger;
  status: RunStatus;
  started_at: Date;
  finished_at: Date | null;
  window_from: Date | null;
  window_to: Date | null;
  ids: string[] | null;
  asked_by: string | null;
  reason: string | null;
  error_message: string | null;
}

/** A row of `rlm.job_item_row`. */
export interface ItemRow {
  run_id: string;
  seq: string;
  at: Date;
  entity: string;
  external_id: string;
  return_id: string | null;
  rlm_document: string | null;
  result: ItemResult;
  severity: Severity;
  error_message: string | null;
  attempt: number;
  retry_state: RetryState;
}

/** `counted`: what a run that goes on has done so far. */
export const runViewOf = (row: RunRow, company: number | null, counted: Counts | null): JobRunView => ({
  runId: row.run_id,
  jobName: row.job,
  merchantId: row.merchant_id,
  company,
  trigger: row.trigger,
  status: row.status,
  startedAt: row.started_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  windowFrom: row.window_from?.toISOString() ?? null,
  windowTo: row.window_to?.toISOString() ?? null,
  ids: row.ids,
  by: row.asked_by,
  reason: row.reason,
  counts: counted ?? countsOf(row),
  errorMessage: row.error_message,
});

/** A run that was skipped has counted nothing. */
const countsOf = ({ read, created, updated, skipped, errored }: Record<keyof Counts, number | null>): Counts => ({
  read: read ?? 0,
  created: created ?? 0,
  updated: updated ?? 0,
  skipped: skipped ?? 0,
  errored: errored ?? 0,
});

export const itemViewOf = (row: ItemRow): JobItemView => ({
  runId: row.run_id,
  seq: Number(row.seq),
  at: row.at.toISOString(),
  entity: row.entity,
  externalId: row.external_id,
  returnId: row.return_id,
  rlmDocument: row.rlm_document,
  result: row.result,
  severity: row.severity,
  errorMessage: row.error_message,
  attempt: row.attempt,
  retryState: row.retry_state,
});
