import type { Queryable } from '@backhaul/event-store';
import { SUMMARY, summaryOf, type ParkedStatus, type ParkedSummary, type SummaryRow } from './parked-message.js';

/** Everything given has to hold. */
export interface ParkedFilter {
  /** Default: those that are still open. */
  status?: readonly ParkedStatus[];
  key?: string;
  /** The reason's code. */
  code?: string;
  /** Of the event. */
  type?: string;
  /** Only those that were set aside earlier than this. */
  parkedBefore?: Date;
  /** Default 100. */
  limit?: number;
  /** Only ids above this one: for the next page. */
  after?: string;
}

const OPEN: readonly ParkedStatus[] = ['failed', 'queued'];

const CHOSEN = `FROM messaging.parked
  WHERE consumer_group = $1 AND status = ANY ($2) AND ($3::text IS NULL OR key = $3)
    AND ($4::text IS NULL OR reason_code = $4) AND ($5::text IS NULL OR type = $5)
    AND ($6::timestamptz IS NULL OR parked_at < $6) AND id > $7`;

/** Parked messages of a group, oldest first. */
export async function listParked(db: Queryable, group: string, filter: ParkedFilter = {}): Promise<ParkedSummary[]> {
  const { rows } = await db.query(`SELECT ${SUMMARY} ${CHOSEN} ORDER BY id LIMIT $8`, [
    ...valuesOf(group, filter),
    filter.limit ?? 100,
  ]);
  return (rows as SummaryRow[]).map(summaryOf);
}

/** How many there are, on this page and all later ones. */
export async function totalParked(db: Queryable, group: string, filter: ParkedFilter = {}): Promise<number> {
  const { rows } = await db.query(`SELECT count(*)::int AS total ${CHOSEN}`, valuesOf(group, filter));
  const [row] = rows as { total: number }[];
  return row?.total ?? 0;
}

function valuesOf(group: string, { status, key, code, type, parkedBefore, after }: ParkedFilter): unknown[] {
  return [group, status ?? OPEN, key ?? null, code ?? null, type ?? null, parkedBefore ?? null, after ?? '0'];
}
