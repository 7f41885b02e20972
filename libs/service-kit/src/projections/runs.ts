import type { Queryable } from '@backhaul/event-store';
import type { Rebuilt } from './rebuild.js';
import type { Checked } from './self-check.js';

/** Rebuilds and checks, each with who asked for it and why, how far it is and what it came to. */
export type RunKind = 'rebuild' | 'check';

/** Who asked for a run. */
export interface Asked {
  readonly by: string;
  readonly reason: string;
}

interface RunRow {
  kind: RunKind;
  started_at: Date;
  finished_at: Date | null;
  done: string;
  total: string;
  result: unknown;
  failure_code: string | null;
  failure_message: string | null;
}

/** The last runs of a projection. */
export interface LastRuns {
  readonly running: { kind: RunKind; startedAt: Date; done: number; total: number } | null;
  readonly rebuild: ({ finishedAt: Date } & Rebuilt) | null;
  readonly check: ({ finishedAt: Date } & Checked) | null;
  readonly failure: { at: Date; code: string; message: string } | null;
}

/** Key of the lock that whoever runs something for a projection holds. */
export function runLock(name: string): string {
  return `projection run ${name}`;
}

const endUnfinished = `
  UPDATE projection.run SET finished_at = statement_timestamp(), failure_code = 'PROJECTION_RUN_KILLED',
    failure_message = 'The process ended in the middle of it.'
  WHERE name = $1 AND finished_at IS NULL`;

/** Notes the start. Only for whoever holds the lock: what has not ended by then was killed. */
export async function startRun(db: Queryable, name: string, kind: RunKind, asked: Asked): Promise<string> {
  await db.query(endUnfinished, [name]);
  const { rows } = await db.query(
    'INSERT INTO projection.run (name, kind, asked_by, reason) VALUES ($1, $2, $3, $4) RETURNING id::text',
    [name, kind, asked.by, asked.reason],
  );
  const [{ id }] = rows as [{ id: string }];
  return id;
}

/** What has not ended although nobody holds the lock was killed. */
export async function endKilledRuns(db: Queryable, name: string): Promise<void> {
  await db.query(`${endUnfinished} AND pg_try_advisory_xact_lock(hashtextextended($2, 0))`, [name, runLock(name)]);
}

export async function noteProgress(db: Queryable, id: string, at: { done: number; total: number }): Promise<void> {
  await db.query('UPDATE projection.run SET done = $2, total = $3 WHERE id = $1', [id, at.done, at.total]);
}

export async function endRun(db: Queryable, id: string, result: Rebuilt | Checked): Promise<void> {
  await db.query('UPDATE projection.run SET finished_at = statement_timestamp(), result = $2 WHERE id = $1', [
    id,
    JSON.stringify(result),
  ]);
}

export async function failRun(db: Queryable, id: string, failure: { code: string; message: string }): Promise<void> {
  await db.query(
    `UPDATE projection.run SET finished_at = statement_timestamp(), failure_code = $2, failure_message = $3 WHERE id = $1`,
    [id, failure.code, failure.message],
  );
}

/** How the runs of a projection stand, in this process or another. */
export async function lastRuns(db: Queryable, name: string): Promise<LastRuns> {
  const latest = async (condition: string): Promise<RunRow | undefined> => {
    const { rows } = await db.query(
      `SELECT * FROM projection.run WHERE name = $1 AND ${condition} ORDER BY id DESC LIMIT 1`,
      [name],
    );
    return (rows as RunRow[])[0];
  };
  const [running, rebuilt, checked, failed] = [
    await latest('finished_at IS NULL'),
    await latest(`kind = 'rebuild' AND result IS NOT NULL`),
    await latest(`kind = 'check' AND result IS NOT NULL`),
    await latest('failure_code IS NOT NULL'),
  ];
  return {
    running:
      running === undefined
        ? null
        : {
            kind: running.kind,
            startedAt: running.started_at,
            done: Number(running.done),
            total: Number(running.total),
          },
    rebuild: finished<Rebuilt>(rebuilt),
    check: finished<Checked>(checked),
    failure: failureOf(failed),
  };
}

function finished<R>(row: RunRow | undefined): ({ finishedAt: Date } & R) | null {
  if (row === undefined || row.finished_at === null) return null;
  return { finishedAt: row.finished_at, ...(row.result as R) };
}

function failureOf(row: RunRow | undefined): LastRuns['failure'] {
  if (row === undefined || row.finished_at === null || row.failure_code === null) return null;
  return { at: row.finished_at, code: row.failure_code, message: row.failure_message ?? '' };
}
