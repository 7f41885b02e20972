import type { Queryable } from '@backhaul/event-store';
import type { PeoplesWord } from './client.js';

/** What people said about calls that were left to them. */
export const spoken = {
  /** The last word counts: a number that was mistyped can be said again. */
  async put(tx: Queryable, entry: { merchantId: string; callKey: string; said: object }): Promise<void> {
    await tx.query(
      `INSERT INTO rlm.spoken (call_key, merchant_id, said) VALUES ($1, $2, $3)
       ON CONFLICT (call_key) DO UPDATE SET said = excluded.said`,
      [entry.callKey, entry.merchantId, JSON.stringify(entry.said)],
    );
  },
};

/** Reads what people said for one merchant. */
export function peoplesWord(db: Queryable, merchantId: string): PeoplesWord {
  return {
    async said(callKey) {
      const { rows } = await db.query('SELECT said FROM rlm.spoken WHERE merchant_id = $1 AND call_key = $2', [
        merchantId,
        callKey,
      ]);
      const [row] = rows as { said: unknown }[];
      return row?.said ?? null;
    },
    async claim(creditNumber, refundId) {
      const { rows } = await db.query(
        // A refund has one credit: what was named for it by mistake is free again.
        `WITH freed AS (
           DELETE FROM rlm.claimed_credits WHERE merchant_id = $1 AND refund_id = $3 AND credit_number <> $2
         )
         INSERT INTO rlm.claimed_credits AS known (merchant_id, credit_number, refund_id) VALUES ($1, $2, $3)
         ON CONFLICT (merchant_id, credit_number) DO UPDATE SET refund_id = known.refund_id RETURNING refund_id`,
        [merchantId, creditNumber, refundId],
      );
      const [row] = rows as { refund_id: string }[];
      return row?.refund_id === refundId;
    },
  };
}
