import type { Clock } from '@backhaul/contracts';
import type { Transactions } from '@backhaul/service-kit';
import type { Pool } from 'pg';
import { jobs } from '../rlm-return-authorization/jobs.js';
import { importRefundEffect } from '../rlm-return-authorization/refunds.js';
import { jobLog } from './job-log.js';
import type { JobScan } from './scan.js';

interface Parts {
  readonly pool: Pool;
  readonly transactions: Transactions;
  readonly clock: Clock;
}

interface Imported {
  readonly key: string;
  readonly refundId: string;
  readonly returnId: string;
}

/** ShopifyImportRefunds: of a refund that somebody names and RLM has, it says what RLM says: there is nothing more to do. */
export const importedRefunds = ({ pool, transactions, clock }: Parts): JobScan => ({
  job: jobs.importRefunds,
  async scan({ merchantId, ids }) {
    if (ids === null) return 0;
    const { rows } = await pool.query<Imported>(
      `SELECT calls.key, refund.refund_id AS "refundId", calls.subject AS "returnId" FROM effects.calls
       JOIN rlm.shop_refund AS refund ON refund.merchant_id = calls.merchant_id AND calls.key = 'refund:' || refund.refund_id
       WHERE calls.merchant_id = $1 AND calls.kind = $2 AND calls.status = 'confirmed'
         AND (refund.refund_id = ANY($3) OR calls.subject = ANY($3)) ORDER BY calls.key`,
      [merchantId, importRefundEffect, ids],
    );
    for (const { key: callKey, refundId: externalId, returnId } of rows) {
      const about = { merchantId, job: jobs.importRefunds, entity: 'refund', externalId, returnId, callKey };
      const said = {
        result: 'SKIPPED',
        severity: 'INFO',
        message: 'Refund ID Already Exists',
        document: null,
      } as const;
      await transactions.run((tx) => jobLog.record(tx, { ...about, ...said, at: clock.now() }));
    }
    return rows.length;
  },
});
