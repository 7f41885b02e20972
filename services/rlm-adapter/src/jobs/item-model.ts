import type { ReadModel } from '@backhaul/service-kit';
import { retryStateOf, type JobItem } from './item/state.js';

/** One row per item with how it stands, and one per look at it, which a run's screen shows. */
export const itemModel: ReadModel<JobItem> = {
  name: 'job_items',
  version: 3,
  schema: 'rlm',
  tables: [
    {
      name: 'job_item',
      owner: 'item_id',
      primaryKey: ['item_id'],
      columns: {
        item_id: 'text COLLATE "C" NOT NULL',
        merchant_id: 'text NOT NULL',
        job: 'text NOT NULL',
        entity: 'text NOT NULL',
        external_id: 'text NOT NULL',
        return_id: 'text',
        retry_state: 'text NOT NULL',
        failing: 'jsonb NOT NULL',
        last_result: 'text NOT NULL',
        last_severity: 'text NOT NULL',
        last_call: 'text',
        first_at: 'timestamptz(3) NOT NULL',
        changed_at: 'timestamptz(3) NOT NULL',
      },
      indexes: {
        job_item_open: `(merchant_id, job, item_id) WHERE retry_state <> 'NONE'`,
        job_item_skipped: `(merchant_id, job, item_id) WHERE last_result = 'SKIPPED' AND last_severity = 'WARN'`,
        job_item_last: '(merchant_id, job, entity, last_result, changed_at)',
      },
    },
    {
      name: 'job_item_row',
      owner: 'item_id',
      primaryKey: ['item_id', 'seq'],
      columns: {
        item_id: 'text COLLATE "C" NOT NULL',
        run_id: 'text COLLATE "C" NOT NULL',
        seq: 'bigint NOT NULL',
        at: 'timestamptz(3) NOT NULL',
        entity: 'text NOT NULL',
        external_id: 'text NOT NULL',
        return_id: 'text',
        rlm_document: 'text',
        result: 'text NOT NULL',
        severity: 'text NOT NULL',
        error_message: 'text',
        attempt: 'integer NOT NULL',
        retry_state: 'text NOT NULL',
      },
      indexes: { job_item_row_of_run: '(run_id, at, seq)' },
    },
  ],
  rowsOf(state, { id, first, last }) {
    const newest = state.rows.at(-1);
    if (newest === undefined) return {};
    const { job, entity, externalId, returnId } = newest;
    return {
      job_item: [
        {
          item_id: id,
          merchant_id: first.merchantId,
          ...{ job, entity },
          external_id: externalId,
          return_id: returnId,
          retry_state: retryStateOf(state),
          failing: state.failing,
          last_result: newest.result,
          last_severity: newest.severity,
          last_call: newest.callKey,
          first_at: first.occurredAt.toISOString(),
          changed_at: last.occurredAt.toISOString(),
        },
      ],
      job_item_row: state.rows.map((row) => ({
        item_id: id,
        run_id: row.runId,
        seq: row.seq,
        at: row.at.toISOString(),
        entity: row.entity,
        external_id: row.externalId,
        return_id: row.returnId,
        rlm_document: row.document,
        result: row.result,
        severity: row.severity,
        error_message: row.message,
        attempt: row.attempt,
        retry_state: row.retryState,
      })),
    };
  },
};
