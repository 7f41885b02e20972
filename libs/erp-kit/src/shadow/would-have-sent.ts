import type { EffectCall } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';

/** A call that was not sent, because its store is in shadow mode. */
export interface WouldHaveSent {
  readonly seq: string;
  readonly key: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: unknown;
  readonly at: Date;
}

/** What we would have sent. */
export const wouldHaveSent = {
  async keep(tx: Queryable, { key, merchantId, subject, kind, payloadText }: EffectCall): Promise<void> {
    await tx.query(
      `INSERT INTO erp_kit.would_have_sent (key, merchant_id, subject, kind, payload) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key) DO NOTHING`,
      [key, merchantId, subject, kind, payloadText],
    );
  },

  /** In the order in which it would have gone out. */
  async list(db: Queryable, merchantId: string, after: string, limit: number): Promise<WouldHaveSent[]> {
    const { rows } = await db.query(
      `SELECT seq::text, key, kind, subject, payload, at FROM erp_kit.would_have_sent
       WHERE merchant_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
      [merchantId, after, limit],
    );
    return rows as WouldHaveSent[];
  },
};
