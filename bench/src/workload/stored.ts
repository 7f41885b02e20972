import type { Pool } from 'pg';
import { verified } from '../harness/verified.js';

/** Every event of the given table is there once, and the versions of each stream run from 1 without a gap. */
export async function verifiedStreams(
  pool: Pool,
  table: 'event_store.events' | 'raw.events',
  events: number,
): Promise<string> {
  const { rows } = await pool.query<{ events: number; broken: number }>(`
    SELECT COALESCE(sum(s.events), 0)::integer AS events, count(*) FILTER (WHERE s.first <> 1 OR s.last <> s.events)::integer AS broken
    FROM (SELECT count(*) AS events, min(version) AS first, max(version) AS last FROM ${table} GROUP BY stream_id) s`);
  const [seen] = rows;
  return verified(
    `${table} holds all ${events} events, the versions of each stream without a gap`,
    seen?.events === events && seen.broken === 0,
    seen,
  );
}
