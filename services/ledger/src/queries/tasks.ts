import { Conditions, encodeCursor } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { TasksQuery } from '../http/parameters.js';
import type { TaskPageView, TaskView } from '../http/schemas.js';

type TaskRow = Omit<TaskView, 'openedAt'> & { openedAt: Date };

const open = 'opened_at IS NOT NULL AND (closed_at IS NULL OR closed_at < opened_at)';

const columns = `task_id AS "taskId", merchant_id AS "merchantId", return_id AS "returnId", kind, title, why, "values",
  role, service, opened_at AS "openedAt"`;

/** Reads the worklist: what waits for a person. */
@Injectable()
export class Tasks {
  constructor(private readonly pool: Pool) {}

  /** Open tasks, oldest first. */
  async page({ merchant, role, kind, limit, cursor }: TasksQuery): Promise<TaskPageView> {
    const conditions = new Conditions()
      .and(merchant, (value) => `merchant_id = ${value}`)
      .and(role, (value) => `role = ${value}`)
      .and(kind, (value) => `kind = ${value}`);
    if (cursor !== undefined) {
      conditions.and(cursor.at, (at) => `(opened_at, task_id) > (${at}, ${conditions.place(cursor.id)})`);
    }
    const { rows } = await this.pool.query<TaskRow>(
      `SELECT ${columns} FROM ledger.task ${conditions.where === '' ? 'WHERE' : `${conditions.where} AND`} ${open}
       ORDER BY opened_at, task_id LIMIT ${conditions.place(limit + 1)}`,
      conditions.values,
    );
    const items = rows.slice(0, limit).map(taskViewOf);
    const last = items.at(-1);
    const isMore = rows.length > limit && last !== undefined;
    return { items, next: isMore ? encodeCursor({ at: last.openedAt, id: last.taskId }) : null };
  }

  /** Open tasks of one return, oldest first. */
  async openOf(returnId: string): Promise<TaskView[]> {
    const { rows } = await this.pool.query<TaskRow>(
      `SELECT ${columns} FROM ledger.task WHERE return_id = $1 AND ${open} ORDER BY opened_at, task_id`,
      [returnId],
    );
    return rows.map(taskViewOf);
  }
}

function taskViewOf(row: TaskRow): TaskView {
  return { ...row, openedAt: row.openedAt.toISOString() };
}
