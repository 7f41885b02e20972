import type { Queryable } from '@backhaul/event-store';
import { SUMMARY, summaryOf, type ParkedSummary, type SummaryRow } from './parked-message.js';

/** The first open message of a key: the only one that may be handled next. */
export interface Head extends ParkedSummary {
  /** How many open messages of the key only wait for this one: up to the next that has failed by itself. */
  waiting: number;
  /** All open messages of the key that stand behind this one. */
  behind: number;
}

/** Why keys stand still. Without a type: whatever the event. */
export interface ParkedCause {
  code: string;
  type?: string;
}

export interface HeadFilter extends Partial<ParkedCause> {
  key?: string;
  /** Only heads with an id above this one. */
  after?: string;
  limit: number;
}

/** The heads of a page, and how many keys and messages there are on this and all later pages. */
export interface Heads {
  heads: Head[];
  keys: number;
  /** The heads and what only waits for them. */
  messages: number;
}

/** Keys that stand still for one reason at one type of event. */
export interface CauseCount {
  code: string;
  /** Null where the message could not be read that far. */
  type: string | null;
  keys: number;
  /** What a retry of this cause would handle again. */
  messages: number;
  oldest: Date;
  newest: Date;
  /** The reason of the oldest, in full. */
  sample: string;
}

/** $1 is the group, $2 a key or null. */
const HEADS = `
WITH open AS (
  SELECT ${SUMMARY}, row_number() OVER (PARTITION BY key ORDER BY id) AS nth
    FROM messaging.parked
   WHERE consumer_group = $1 AND status IN ('failed', 'queued') AND ($2::text IS NULL OR key = $2)
), stopped AS (
  SELECT *, count(*) FILTER (WHERE nth > 1 AND status = 'failed') OVER (PARTITION BY key ORDER BY id) AS stops FROM open
), counted AS (
  SELECT *, count(*) FILTER (WHERE stops = 0) OVER (PARTITION BY key)::int - 1 AS waiting,
         count(*) OVER (PARTITION BY key)::int - 1 AS behind
    FROM stopped
), head AS (
  SELECT * FROM counted WHERE nth = 1
)`;

type HeadRow = SummaryRow & { waiting: number; behind: number; keys: number; messages: number };

/** Heads in the order in which their keys came to a stop. */
export async function headsOf(db: Queryable, group: string, filter: HeadFilter): Promise<Heads> {
  const { rows } = await db.query(
    `${HEADS} SELECT *, count(*) OVER ()::int AS keys, sum(1 + waiting) OVER ()::int AS messages FROM head
      WHERE ($3::text IS NULL OR reason_code = $3) AND ($4::text IS NULL OR type = $4) AND id > $5 ORDER BY id LIMIT $6`,
    [group, filter.key ?? null, filter.code ?? null, filter.type ?? null, filter.after ?? '0', filter.limit],
  );
  const [first] = rows as HeadRow[];
  return { heads: (rows as HeadRow[]).map(headOf), keys: first?.keys ?? 0, messages: first?.messages ?? 0 };
}

/** The oldest cause first. */
export async function causesOf(db: Queryable, group: string): Promise<CauseCount[]> {
  const { rows } = await db.query(
    `${HEADS} SELECT reason_code AS code, type, count(*)::int AS keys, sum(1 + waiting)::int AS messages,
                     min(parked_at) AS oldest, max(parked_at) AS newest, (array_agg(reason ORDER BY id))[1] AS sample
        FROM head GROUP BY reason_code, type ORDER BY min(id)`,
    [group, null],
  );
  return rows as CauseCount[];
}

const headOf = (row: HeadRow): Head => ({ ...summaryOf(row), waiting: row.waiting, behind: row.behind });
