import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { OVERLAP_MS } from './jobs/window.js';
import { RECEIPTS_LANE } from './receipt-sources.js';
import { jobs } from './rlm-return-authorization/jobs.js';

/** How soon it is asked again whether what came in has been worked off. */
const ASK_AGAIN_MS = 1_000;

/** Surely not sent: the call stays planned. */
class ReceiptsWaiting extends BackhaulError {
  readonly delivered = 'no';
  readonly retryAfterMs = ASK_AGAIN_MS;

  constructor() {
    super('RECEIPTS_WAITING', 'Receipts that came before are being worked off first', { retryable: true });
  }
}

interface Found {
  watermark: Date | null;
  waiting: boolean;
  failing: boolean;
}

/**
 * Until when everything that the warehouse lists has reached its return: the poll has read it, and what it found is worked off. Only
 * what changed later has to be read once more before a decision; without this a backlog would be read in full for each of its returns.
 * Null: nothing is sure, because the poll never ran, or because something that came in cannot be worked off.
 * @throws ReceiptsWaiting while something that came in before the call was planned is still to be worked off
 */
export async function takenInUntil(db: Queryable, merchantId: string, callKey: string): Promise<Date | null> {
  const { rows } = await db.query(
    `SELECT (SELECT watermark FROM rlm.job WHERE merchant_id = $1 AND job = $2) AS watermark,
       EXISTS (SELECT FROM messaging.intake JOIN effects.calls AS asked ON asked.key = $4
         WHERE intake.merchant_id = $1 AND intake.lane = $3 AND intake.status = 'waiting' AND intake.attempts = 0
           AND intake.received_at <= asked.planned_at) AS waiting,
       EXISTS (SELECT FROM messaging.intake
         WHERE merchant_id = $1 AND lane = $3 AND status IN ('waiting', 'parked') AND (attempts > 0 OR status = 'parked')
       ) AS failing`,
    [merchantId, jobs.importReceipts, RECEIPTS_LANE, callKey],
  );
  const [found] = rows as Found[];
  if (found?.failing !== false || found.watermark === null) return null;
  if (found.waiting) throw new ReceiptsWaiting();
  return new Date(found.watermark.getTime() - OVERLAP_MS);
}
