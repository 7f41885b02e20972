import type { Projection, Rows, StreamEvent } from '@backhaul/service-kit';
import { tasks } from '../aggregates.js';

/** The worklist: one row per task. */
export const tasksProjection: Projection = {
  name: 'tasks',
  version: 1,
  schema: 'ledger',
  category: 'task',
  tables: [
    {
      name: 'task',
      owner: 'task_id',
      primaryKey: ['task_id'],
      // Opened and closed may come in either order, so each side may be empty for a while.
      columns: {
        task_id: 'text COLLATE "C" NOT NULL',
        merchant_id: 'text NOT NULL',
        return_id: 'text',
        kind: 'text',
        title: 'text',
        why: 'text',
        values: 'jsonb',
        role: 'text',
        service: 'text',
        opened_at: 'timestamptz(3)',
        closed_at: 'timestamptz(3)',
        how: 'text',
      },
      indexes: {
        task_oldest:
          '(opened_at, task_id) WHERE opened_at IS NOT NULL AND (closed_at IS NULL OR closed_at < opened_at)',
        task_of_return: '(return_id)',
      },
    },
  ],
  rowsOf,
};

function rowsOf(stream: readonly StreamEvent[]): Rows {
  const [first] = stream;
  if (first === undefined) return {};
  const { opening, closing } = tasks.fold(stream);
  const task = opening?.task;
  return {
    task: [
      {
        task_id: task?.taskId ?? closing?.taskId,
        merchant_id: first.merchantId,
        return_id: task?.returnId ?? closing?.returnId ?? null,
        kind: task?.kind ?? null,
        title: task?.title ?? null,
        why: task?.why ?? null,
        values: task?.values ?? null,
        role: task?.role ?? null,
        service: opening?.service ?? null,
        opened_at: task?.openedAt ?? null,
        closed_at: closing?.closedAt ?? null,
        how: closing?.how ?? null,
      },
    ],
  };
}
