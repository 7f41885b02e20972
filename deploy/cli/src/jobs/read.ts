import { z } from 'zod';
import type { OfMerchant } from '../of-merchant.js';
import { table } from '../output/table.js';
import { ago, duration } from '../output/times.js';
import type { Session } from '../session.js';
import { item, job, pageOf, run, type Run } from './answers.js';

/** The service that has the jobs. */
export const ADAPTER = 'rlm-adapter';

/** Path of a job. */
export const pathOf = (name: string): string => `/jobs/${encodeURIComponent(name)}`;

interface Listed {
  limit: number;
  after?: string;
}

export async function listJobs(session: Session, { merchant }: OfMerchant): Promise<void> {
  const client = session.service(ADAPTER);
  const { items } = await client.get('/jobs', z.object({ items: z.array(job) }), { merchant });
  const columns = ['job', 'every', 'last run', 'began', 'last success', 'tried again', 'dead'];
  const rows = items.map(({ jobName, everySeconds, paused, lastRun, lastSuccessAt, pendingItems, deadItems }) => [
    ...[jobName, paused === null ? duration(everySeconds) : 'PAUSED'],
    ...[lastRun?.status ?? null, ago(lastRun?.startedAt), ago(lastSuccessAt), pendingItems, deadItems],
  ]);
  session.print(items, () => (rows.length === 0 ? `${merchant} has no jobs.` : table(columns, rows)));
}

export async function listRuns(
  session: Session,
  name: string,
  { merchant, status, limit, after }: OfMerchant & Listed & { status?: string },
): Promise<void> {
  const query = { merchant, status, limit, cursor: after };
  const { items, next } = await session.service(ADAPTER).get(`${pathOf(name)}/runs`, pageOf(run), query);
  const columns = ['run', 'began', 'trigger', 'status', 'read', 'created', 'updated', 'skipped', 'errored', 'message'];
  session.print({ items, next }, () => listed(columns, items.map(rowOf), next));
}

export async function listItems(
  session: Session,
  runId: string,
  { result, limit, after }: Listed & { result?: string },
): Promise<void> {
  const query = { result, limit, cursor: after };
  const path = `/runs/${encodeURIComponent(runId)}/items`;
  const { items, next } = await session.service(ADAPTER).get(path, pageOf(item), query);
  const columns = ['seq', 'when', 'item', 'document', 'result', 'attempt', 'retry', 'Error Message'];
  const rows = items.map(({ seq, at, entity, externalId, rlmDocument, attempt, retryState, ...rest }) => [
    ...[seq, ago(at), `${entity} ${externalId}`, rlmDocument, rest.result, attempt, retryState, rest.errorMessage],
  ]);
  session.print({ items, next }, () => listed(columns, rows, next));
}

const rowOf = ({ runId, startedAt, trigger, status, counts, errorMessage }: Run): (string | number | null)[] => [
  ...[runId, ago(startedAt), trigger, status],
  ...[counts.read, counts.created, counts.updated, counts.skipped, counts.errored, errorMessage],
];

function listed(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  next: string | null,
): string {
  if (rows.length === 0) return 'None.';
  const shown = table(columns, rows);
  return next === null ? shown : `${shown}\n\nMore: --after ${next}`;
}
