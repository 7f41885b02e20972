import type { ReadModel } from '@backhaul/service-kit';
import type { JobRun } from './run/decide.js';

/** One row per run. What a run that goes on has done so far is counted from its items. */
export const runModel: ReadModel<JobRun> = {
  name: 'job_runs',
  version: 1,
  schema: 'rlm',
  tables: [
    {
      name: 'job_run',
      owner: 'run_id',
      primaryKey: ['run_id'],
      columns: {
        run_id: 'text COLLATE "C" NOT NULL',
        merchant_id: 'text NOT NULL',
        job: 'text NOT NULL',
        trigger: 'text NOT NULL',
        status: 'text NOT NULL',
        started_at: 'timestamptz(3) NOT NULL',
        finished_at: 'timestamptz(3)',
        window_from: 'timestamptz(3)',
        window_to: 'timestamptz(3)',
        ids: 'jsonb',
        asked_by: 'text',
        reason: 'text',
        read: 'integer',
        created: 'integer',
        updated: 'integer',
        skipped: 'integer',
        errored: 'integer',
        error_message: 'text',
      },
      indexes: { job_run_newest: '(merchant_id, job, started_at DESC, run_id DESC)' },
    },
  ],
  rowsOf({ begun, status, finishedAt, counts, message }, { id, first }) {
    if (begun === null) return {};
    return {
      job_run: [
        {
          run_id: id,
          merchant_id: first.merchantId,
          job: begun.job,
          trigger: begun.trigger,
          status,
          started_at: begun.at.toISOString(),
          finished_at: finishedAt?.toISOString() ?? null,
          window_from: begun.windowFrom,
          window_to: begun.windowTo,
          ids: begun.ids,
          asked_by: begun.by,
          reason: begun.reason,
          read: counts?.read ?? null,
          created: counts?.created ?? null,
          updated: counts?.updated ?? null,
          skipped: counts?.skipped ?? null,
          errored: counts?.errored ?? null,
          error_message: message,
        },
      ],
    };
  },
};
