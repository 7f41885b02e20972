import type { Queryable } from '@backhaul/event-store';

/** How far a sweep has surely seen a merchant; null before its first full run. */
export async function loadWatermark(db: Queryable, sweep: string, merchantId: string): Promise<string | null> {
  const { rows } = await db.query('SELECT watermark FROM sweep.watermark WHERE sweep = $1 AND merchant_id = $2', [
    sweep,
    merchantId,
  ]);
  return (rows as { watermark: string }[])[0]?.watermark ?? null;
}

/** When a sweep last ended a full run over a merchant and wrote down how far it came; null before the first one. */
export async function sweptAt(db: Queryable, sweep: string, merchantId: string): Promise<Date | null> {
  const { rows } = await db.query(
    'SELECT finished_at AS "finishedAt" FROM sweep.watermark WHERE sweep = $1 AND merchant_id = $2',
    [sweep, merchantId],
  );
  return (rows as { finishedAt: Date }[])[0]?.finishedAt ?? null;
}

/** Written only after a full run: a run that broke off starts again from the same place. */
export async function saveWatermark(
  db: Queryable,
  sweep: string,
  merchantId: string,
  watermark: string,
  at: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO sweep.watermark (sweep, merchant_id, watermark, finished_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (sweep, merchant_id) DO UPDATE SET watermark = excluded.watermark, finished_at = excluded.finished_at`,
    [sweep, merchantId, watermark, at],
  );
}
