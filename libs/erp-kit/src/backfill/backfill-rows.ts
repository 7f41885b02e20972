import type { Queryable } from '@backhaul/event-store';
import type { Admission } from '../adapter.js';

/** Which returns a backfill is about: those initiated in a period (from inclusive, to exclusive), or those named. */
export type Wanted = { readonly from: string; readonly to: string } | { readonly ids: readonly string[] };

/** How far a backfill is. */
export interface BackfillReport {
  readonly id: string;
  readonly merchantId: string;
  readonly wanted: Wanted;
  readonly by: string;
  readonly reason: string;
  readonly askedAt: Date;
  readonly returns: Readonly<Record<'total' | 'waiting' | 'admitted' | 'unchanged' | 'refused', number>>;
  /** Those that cannot be admitted, or have failed so far, with why. The first hundred. */
  readonly problems: readonly { readonly returnId: string; readonly state: string; readonly why: string }[];
  readonly finishedAt: Date | null;
}

/** A return of a backfill that is not dealt with yet. */
export interface OpenItem {
  readonly backfillId: string;
  readonly returnId: string;
  readonly by: string;
  readonly reason: string;
}

const countOf = (state: string): string => `count(*) FILTER (WHERE state = '${state}')::int AS ${state}`;

/** Backfills and their returns. */
export const backfillRows = {
  /** Writes down everything that is to be done; gives the id. */
  async create(
    tx: Queryable,
    { merchantId, wanted, by, reason }: Pick<BackfillReport, 'merchantId' | 'wanted' | 'by' | 'reason'>,
  ): Promise<string> {
    const { rows } = await tx.query(
      `WITH asked AS (
         INSERT INTO erp_kit.backfill (merchant_id, asked_for, asked_by, reason) VALUES ($1, $2, $3, $4) RETURNING id
       ), chosen AS (
         SELECT return_id FROM erp_kit.known_return
           WHERE merchant_id = $1 AND initiated_at >= ($2::jsonb->>'from')::timestamptz AND initiated_at < ($2::jsonb->>'to')::timestamptz
         UNION SELECT jsonb_array_elements_text($2::jsonb->'ids')
       ), items AS (
         INSERT INTO erp_kit.backfill_item (backfill_id, return_id, merchant_id)
         SELECT asked.id, return_id, $1 FROM asked, chosen
       ) SELECT id::text FROM asked`,
      [merchantId, JSON.stringify(wanted), by, reason],
    );
    return (rows as { id: string }[])[0]?.id ?? '';
  },

  /** Takes a return that is due, for as long as the transaction lasts; null: none is. */
  async take(tx: Queryable, merchantId: string): Promise<OpenItem | null> {
    const { rows } = await tx.query(
      `SELECT item.backfill_id::text AS "backfillId", item.return_id AS "returnId", asked_by AS by, reason
       FROM erp_kit.backfill_item AS item JOIN erp_kit.backfill ON backfill.id = item.backfill_id
       WHERE item.merchant_id = $1 AND state = 'waiting' AND next_at <= now()
       ORDER BY item.backfill_id, item.return_id LIMIT 1 FOR UPDATE OF item SKIP LOCKED`,
      [merchantId],
    );
    return (rows as OpenItem[])[0] ?? null;
  },

  async end(tx: Queryable, { backfillId, returnId }: OpenItem, admission: Admission): Promise<void> {
    await tx.query(
      `UPDATE erp_kit.backfill_item SET state = $3, why = $4, done_at = now() WHERE backfill_id = $1 AND return_id = $2`,
      [backfillId, returnId, admission.outcome, admission.outcome === 'refused' ? admission.why : null],
    );
  },

  /** It failed, and is due again after a while. */
  async postpone(db: Queryable, { backfillId, returnId }: OpenItem, why: string): Promise<void> {
    await db.query(
      `UPDATE erp_kit.backfill_item SET attempts = attempts + 1, why = $3,
         next_at = now() + least(interval '1 hour', interval '30 seconds' * 2 ^ least(attempts, 10))
       WHERE backfill_id = $1 AND return_id = $2`,
      [backfillId, returnId, why],
    );
  },

  async find(db: Queryable, id: string): Promise<BackfillReport | null> {
    const [report] = await this.list(db, { id, merchantId: null, limit: 1 });
    if (report === undefined) return null;
    const { rows } = await db.query(
      `SELECT return_id AS "returnId", state, why FROM erp_kit.backfill_item
       WHERE backfill_id = $1 AND why IS NOT NULL ORDER BY return_id LIMIT 100`,
      [id],
    );
    return { ...report, problems: rows as BackfillReport['problems'] };
  },

  /** The newest first, without their problems. */
  async list(
    db: Queryable,
    { id, merchantId, limit }: { id: string | null; merchantId: string | null; limit: number },
  ): Promise<BackfillReport[]> {
    const { rows } = await db.query(
      `SELECT id::text, merchant_id, asked_for, asked_by, reason, asked_at, last_done_at,
         total, waiting, admitted, unchanged, refused
       FROM erp_kit.backfill, LATERAL (
         SELECT count(*)::int AS total, ${['waiting', 'admitted', 'unchanged', 'refused'].map(countOf).join(', ')},
           max(done_at) AS last_done_at
         FROM erp_kit.backfill_item WHERE backfill_id = backfill.id) AS counted
       WHERE ($1::bigint IS NULL OR id = $1) AND ($2::text IS NULL OR merchant_id = $2)
       ORDER BY id DESC LIMIT $3`,
      [id, merchantId, limit],
    );
    return (rows as Row[]).map(reportOf);
  },
};

type Counts = BackfillReport['returns'];
interface Row extends Counts {
  id: string;
  merchant_id: string;
  asked_for: Wanted;
  asked_by: string;
  reason: string;
  asked_at: Date;
  last_done_at: Date | null;
}

function reportOf({ total, waiting, admitted, unchanged, refused, ...row }: Row): BackfillReport {
  return {
    id: row.id,
    merchantId: row.merchant_id,
    wanted: row.asked_for,
    by: row.asked_by,
    reason: row.reason,
    askedAt: row.asked_at,
    returns: { total, waiting, admitted, unchanged, refused },
    problems: [],
    finishedAt: waiting > 0 ? null : (row.last_done_at ?? row.asked_at),
  };
}
