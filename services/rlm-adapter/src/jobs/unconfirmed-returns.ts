import type { Clock } from '@backhaul/contracts';
import type { Transactions } from '@backhaul/service-kit';
import type { Pool } from 'pg';
import { jobs } from '../rlm-return-authorization/jobs.js';
import { jobLog } from './job-log.js';
import type { JobScan } from './scan.js';

/** Loop says at once that it will process; that it has done so comes later, and is missed after so long (contracts/rlm-and-3pl.md §3.2). */
const CONFIRMED_WITHIN_MS = 30 * 60_000;
const PAGE = 200;

interface Parts {
  readonly pool: Pool;
  readonly transactions: Transactions;
  readonly clock: Clock;
}

interface Unconfirmed {
  readonly itemId: string;
  readonly externalId: string;
  readonly returnId: string | null;
}

/** LoopExportReturnReceipts: says once of a return that was cleared for Loop that Loop has not confirmed it. */
export const unconfirmedReturns = ({ pool, transactions, clock }: Parts): JobScan => ({
  job: jobs.exportReceipts,
  async scan({ merchantId, ids, signal }) {
    const before = new Date(clock.now().getTime() - CONFIRMED_WITHIN_MS);
    let read = 0;
    for (let after = ''; ;) {
      signal.throwIfAborted();
      const { rows } = await pool.query<Unconfirmed>(
        `SELECT item_id AS "itemId", external_id AS "externalId", return_id AS "returnId" FROM rlm.job_item
         WHERE merchant_id = $1 AND job = $2 AND entity = 'return' AND last_result = 'CREATED' AND last_severity = 'INFO'
           AND changed_at <= $3 AND item_id > $4
           AND ($5::text[] IS NULL OR external_id = ANY($5) OR return_id = ANY($5))
         ORDER BY item_id LIMIT $6`,
        [merchantId, jobs.exportReceipts, before, after, ids, PAGE],
      );
      for (const { externalId, returnId } of rows) {
        const about = { merchantId, job: jobs.exportReceipts, entity: 'return', externalId, returnId };
        const message = 'Cleared for Loop half an hour ago or more, and Loop has not confirmed that it is processed.';
        const said = { result: 'SKIPPED', severity: 'WARN', message, document: null, callKey: null } as const;
        await transactions.run((tx) => jobLog.record(tx, { ...about, ...said, at: clock.now() }));
      }
      read += rows.length;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return read;
      after = last.itemId;
    }
  },
});
