import { setTimeout as pause } from 'node:timers/promises';
import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { OVERLAP_MS } from './jobs/window.js';
import { RECEIPTS_LANE } from './receipt-sources.js';
import { jobs } from './rlm-return-authorization/jobs.js';

/** What came in is worked off within a moment, unless there is a backlog. */
const LOOK_EVERY_MS = 25;
const MOST_LOOKS = 20;

/** Surely not sent: the call stays planned, and is made again by itself. */
class ReceiptsWaiting extends BackhaulError {
  readonly delivered = 'no';

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
 * @throws ReceiptsWaiting while something that came in before the call was planned, or that the poll had read, is still to be worked off
 */
export async function takenInUntil(db: Queryable, merchantId: string, callKey: string): Promise<Date | null> {
  for (let looks = 1; ; looks += 1) {
    const { failing, watermark, waiting } = await look(db, merchantId, callKey);
    if (failing || watermark === null) return null;
    if (!waiting) return new Date(watermark.getTime() - OVERLAP_MS);
    if (looks === MOST_LOOKS) throw new ReceiptsWaiting();
    await pause(LOOK_EVERY_MS);
  }
}

async function look(db: Queryable, merchantId: string, callKey: string): Promise<Found> {
  const { rows } = await db.query(
    `WITH poll AS (SELECT watermark, succeeded_at FROM rlm.job WHERE merchant_id = $1 AND job = $2)
     SELECT (SELECT watermark FROM poll) AS watermark,
       EXISTS (SELECT FROM messaging.intake
         WHERE merchant_id = $1 AND lane = $3 AND status = 'waiting' AND attempts = 0
           AND received_at <= greatest((SELECT planned_at FROM effects.calls WHERE key = $4), (SELECT succeeded_at FROM poll))
       ) AS waiting,
       EXISTS (SELECT FROM messaging.intake
         WHERE merchant_id = $1 AND lane = $3 AND status IN ('waiting', 'parked') AND (attempts > 0 OR status = 'parked')
       ) AS failing`,
    [merchantId, jobs.importReceipts, RECEIPTS_LANE, callKey],
  );
  const [found] = rows as Found[];
  return found ?? { watermark: null, waiting: false, failing: false };
}
