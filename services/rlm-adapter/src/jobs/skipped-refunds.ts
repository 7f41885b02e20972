import type { Clock } from '@backhaul/contracts';
import type { Pool } from 'pg';
import { jobs } from '../rlm-return-authorization/jobs.js';
import type { CallsAgain } from './calls-again.js';
import type { JobScan } from './scan.js';

/** As many refunds at a time. */
const PAGE = 50;
const SOONEST_MS = 10 * 60_000;
const LATEST_MS = 24 * 3_600_000;

interface Parts {
  readonly pool: Pool;
  readonly calls: CallsAgain;
  readonly clock: Clock;
}

/**
 * ShopifyImportRefunds: what RLM left out may go in later, after a late ship confirm for instance. It is looked at again as long after
 * the last look as that was after the first, within a day: so a refund that will never go in costs ever fewer calls.
 */
export const skippedRefunds = ({ pool, calls, clock }: Parts): JobScan => ({
  job: jobs.importRefunds,
  async scan({ merchantId, ids, signal }) {
    let read = 0;
    for (let after = ''; ;) {
      const { rows } = await pool.query<{ itemId: string; call: string }>(
        `SELECT item_id AS "itemId", last_call AS call FROM rlm.job_item
         WHERE merchant_id = $1 AND job = $2 AND last_result = 'SKIPPED' AND last_severity = 'WARN'
           AND last_call IS NOT NULL AND item_id > $3
           AND CASE WHEN $4::text[] IS NULL
               THEN changed_at <= $5::timestamptz - least(greatest(changed_at - first_at, $6 * interval '1 ms'), $7 * interval '1 ms')
               ELSE external_id = ANY($4) OR return_id = ANY($4) END
         ORDER BY item_id LIMIT $8`,
        [merchantId, jobs.importRefunds, after, ids, clock.now(), SOONEST_MS, LATEST_MS, PAGE],
      );
      const why = { by: jobs.importRefunds, reason: 'What was left out may go in by now' };
      const answered = await calls.make(
        rows.map(({ call }) => call),
        why,
        signal,
      );
      read += rows.length;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE || !answered) return read;
      after = last.itemId;
    }
  },
});
