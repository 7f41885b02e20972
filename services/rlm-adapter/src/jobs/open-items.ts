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

/**
 * Items of a job that failed and have not gone through since, page by page; `ids`: only these, by external id or by return, also when
 * they were given up.
 */
export async function* openItems(
  db: Pool,
  { merchantId, job }: MerchantJob,
  ids: readonly string[] | null,
): AsyncGenerator<OpenItem[]> {
  for (let after = ''; ;) {
    const { rows } = await db.query<OpenItem>(
      `SELECT item_id AS "itemId", external_id AS "externalId", failing FROM rlm.job_item
       WHERE merchant_id = $1 AND job = $2 AND retry_state <> 'NONE' AND item_id > $3
         AND CASE WHEN $4::text[] IS NULL THEN retry_state = 'PENDING'
             ELSE external_id = ANY($4) OR return_id = ANY($4) END
       ORDER BY item_id LIMIT $5`,
      [merchantId, job, after, ids, PAGE],
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.itemId;
  }
}

/** The calls by which an item failed; work that was no call has none. */
export const callsOf = ({ failing }: Pick<OpenItem, 'failing'>): string[] => failing.filter((key) => key !== '');
