import type { Queryable } from '@backhaul/event-store';
import type { ItemResult } from './item/events.js';
import type { Counts } from './run/events.js';

/** What became of the items of a run: of an item that was looked at twice, the last look counts. `read`: at least so many were. */
export async function countItems(db: Queryable, runId: string, read = 0): Promise<Counts> {
  const { rows } = await db.query(
    `SELECT result, count(*)::int AS items FROM (
       SELECT DISTINCT ON (item_id) result FROM rlm.job_item_row WHERE run_id = $1 ORDER BY item_id, seq DESC
     ) AS last GROUP BY result`,
    [runId],
  );
  const found = new Map((rows as { result: ItemResult; items: number }[]).map(({ result, items }) => [result, items]));
  const of = (result: ItemResult): number => found.get(result) ?? 0;
  const counts = { created: of('CREATED'), updated: of('UPDATED'), skipped: of('SKIPPED'), errored: of('ERROR') };
  const items = counts.created + counts.updated + counts.skipped + counts.errored;
  return { read: Math.max(read, items), ...counts };
}
