import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { itemOf, type IntakeItem, type IntakeRow, type IntakeStatus } from './intake-item.js';

export interface IntakeFilter {
  status?: IntakeStatus;
  source?: string;
  merchantId?: string;
  /** Default 100. */
  limit?: number;
  /** Only ids above this one: for the next page. */
  after?: string;
}

export interface IntakeCounts {
  waiting: number;
  /** Of the waiting ones, those that have failed at least once. */
  retrying: number;
  parked: number;
  oldestWaiting: Date | null;
}

/** What an operator sees of the intake and does with it. */
export const intakeStore = {
  /** Oldest first. */
  async list(db: Queryable, filter: IntakeFilter = {}): Promise<IntakeItem[]> {
    const { rows } = await db.query(
      `SELECT * FROM messaging.intake
        WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR source = $2)
          AND ($3::text IS NULL OR merchant_id = $3) AND id > $4 ORDER BY id LIMIT $5`,
      [
        filter.status ?? null,
        filter.source ?? null,
        filter.merchantId ?? null,
        filter.after ?? '0',
        filter.limit ?? 100,
      ],
    );
    return (rows as IntakeRow[]).map(itemOf);
  },

  async get(db: Queryable, id: string): Promise<IntakeItem | null> {
    if (!/^\d{1,18}$/.test(id)) return null;
    const { rows } = await db.query('SELECT * FROM messaging.intake WHERE id = $1', [id]);
    const [row] = rows as IntakeRow[];
    return row === undefined ? null : itemOf(row);
  },

  /** Lets the worker try a parked item again, from its first attempt. Wake the worker afterwards. @throws INTAKE_NOT_PARKED */
  async replay(db: Queryable, id: string, by: string): Promise<void> {
    const { rowCount } = await db.query(
      `UPDATE messaging.intake SET status = 'waiting', attempts = 0, available_at = clock_timestamp(),
              closed_by = $2, closed_reason = 'replayed' WHERE id = $1 AND status = 'parked'`,
      [numeric(id), by],
    );
    if (rowCount !== 1) throw notParked(id);
  },

  /** Gives a parked item up, with who decided it and why; the body stays. @throws INTAKE_NOT_PARKED, REASON_MISSING */
  async discard(db: Queryable, id: string, by: string, reason: string): Promise<void> {
    if (by.trim() === '' || reason.trim() === '') {
      throw new BackhaulError('REASON_MISSING', 'An item is discarded by somebody and for a reason: give both.');
    }
    const { rowCount } = await db.query(
      `UPDATE messaging.intake SET status = 'discarded', closed_at = clock_timestamp(), closed_by = $2, closed_reason = $3
        WHERE id = $1 AND status = 'parked'`,
      [numeric(id), by, reason],
    );
    if (rowCount !== 1) throw notParked(id);
  },

  async counts(db: Queryable): Promise<IntakeCounts> {
    const { rows } = await db.query(
      `SELECT count(*) FILTER (WHERE status = 'waiting')::int AS waiting,
              count(*) FILTER (WHERE status = 'waiting' AND reason IS NOT NULL)::int AS retrying,
              count(*) FILTER (WHERE status = 'parked')::int AS parked,
              min(received_at) FILTER (WHERE status = 'waiting') AS "oldestWaiting"
         FROM messaging.intake WHERE status IN ('waiting', 'parked')`,
    );
    const [row] = rows as IntakeCounts[];
    return row ?? { waiting: 0, retrying: 0, parked: 0, oldestWaiting: null };
  },

  /** Deletes what was done before the given time; a delivery that is repeated after that counts as new. */
  async prune(db: Queryable, doneBefore: Date): Promise<number> {
    const { rowCount } = await db.query(`DELETE FROM messaging.intake WHERE status = 'done' AND closed_at < $1`, [
      doneBefore,
    ]);
    return rowCount ?? 0;
  },
};

function numeric(id: string): string {
  if (/^\d{1,18}$/.test(id)) return id;
  throw notParked(id);
}

function notParked(id: string): BackhaulError {
  return new BackhaulError(
    'INTAKE_NOT_PARKED',
    `There is no parked item ${id}: only parked ones can be replayed or discarded.`,
  );
}
