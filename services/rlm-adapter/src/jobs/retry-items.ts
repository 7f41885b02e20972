import { effectsStore } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { BackhaulError } from '@backhaul/contracts';
import type { Pool } from 'pg';
import type { MerchantJob } from './open-run.js';

/** As many items at a time: their calls are waited for before the next are looked at, so memory stays flat. */
const PAGE = 200;

/** An item that failed and is not given up. */
interface OpenItem {
  readonly itemId: string;
  readonly externalId: string;
  readonly failing: readonly string[];
}

/** What is tried again, and for whom. */
export interface Again {
  readonly of: MerchantJob;
  /** Only these, also when they were given up; null: all that are not. By external id or by return. */
  readonly ids: readonly string[] | null;
  readonly by: string;
  readonly reason: string;
}

/** Items of a job that failed and have not gone through since, page by page. */
export async function* openItems(db: Pool, { of, ids }: Pick<Again, 'of' | 'ids'>): AsyncGenerator<OpenItem[]> {
  for (let after = ''; ;) {
    const { rows } = await db.query<OpenItem>(
      `SELECT item_id AS "itemId", external_id AS "externalId", failing FROM rlm.job_item
       WHERE merchant_id = $1 AND job = $2 AND retry_state <> 'NONE' AND item_id > $3
         AND CASE WHEN $4::text[] IS NULL THEN retry_state = 'PENDING'
             ELSE external_id = ANY($4) OR return_id = ANY($4) END
       ORDER BY item_id LIMIT $5`,
      [of.merchantId, of.job, after, ids, PAGE],
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.itemId;
  }
}

/** The calls by which an item failed; work that was no call has none. */
export const callsOf = ({ failing }: Pick<OpenItem, 'failing'>): string[] => failing.filter((key) => key !== '');

/** Has a call made again under its key, after a look whether it was done; false: it is under way or done by itself. */
export async function makeAgain(
  db: Queryable,
  key: string,
  { by, reason }: Pick<Again, 'by' | 'reason'>,
): Promise<boolean> {
  try {
    await effectsStore.retry(db, key, by, reason);
    return true;
  } catch (error) {
    if (error instanceof BackhaulError && error.code === 'EFFECT_NOT_OPEN') return false;
    throw error;
  }
}

/** How many of these calls are not over. */
export async function unfinished(db: Queryable, keys: readonly string[]): Promise<number> {
  const { rows } = await db.query(
    'SELECT count(*)::int AS calls FROM effects.calls WHERE key = ANY($1) AND settled_at IS NULL AND person_asked_at IS NULL',
    [keys],
  );
  return (rows as { calls: number }[])[0]?.calls ?? 0;
}
