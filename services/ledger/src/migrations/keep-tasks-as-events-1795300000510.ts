import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The read model is worked out from events alone. Tasks stood in their table only, so they become events; everything else is
 * in the journals already, and the service builds it anew when it starts.
 */
export class KeepTasksAsEvents1795300000510 implements MigrationInterface {
  name = 'KeepTasksAsEvents1795300000510';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [keepOpenings, keepClosings, 'DROP SCHEMA ledger CASCADE']) await runner.query(sql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The tables of before cannot be made again: go back by a backup.'));
  }
}

const columns = `stream_id, version, event_id, type, schema_version, data, subject, partition_key, merchant_id, correlation_id,
  causation_id, occurred_at, published`;

// The order family of a task was not kept; the return is what ties it to the others.
const filed = `coalesce(return_id, merchant_id), merchant_id || '/', merchant_id, coalesce(return_id, task_id), task_id`;

const instant = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const keepOpenings = `
  INSERT INTO event_store.events (${columns})
  SELECT 'task-' || task_id, 1, gen_random_uuid(), 'OpeningNoted', 1,
    json_build_object('service', service, 'task', json_build_object('taskId', task_id, 'returnId', return_id, 'kind', kind,
      'title', title, 'why', why, 'values', "values", 'role', role, 'openedAt', ${instant('opened_at')})),
    ${filed}, opened_at, false
  FROM ledger.task WHERE opened_at IS NOT NULL`;

const keepClosings = `
  INSERT INTO event_store.events (${columns})
  SELECT 'task-' || task_id, CASE WHEN opened_at IS NULL THEN 1 ELSE 2 END, gen_random_uuid(), 'ClosingNoted', 1,
    json_build_object('closing', json_build_object('taskId', task_id, 'returnId', return_id, 'how', how,
      'closedAt', ${instant('closed_at')})),
    ${filed}, closed_at, false
  FROM ledger.task WHERE closed_at IS NOT NULL`;
