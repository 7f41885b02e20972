import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { HistoryEntryView } from '../http/schemas.js';

interface FactRow extends Omit<HistoryEntryView, 'happenedAt' | 'learnedAt'> {
  happenedAt: Date;
  learnedAt: Date;
}

/** Reads the history of a return. */
@Injectable()
export class Histories {
  constructor(private readonly pool: Pool) {}

  /**
   * Oldest first; what happened within one second stands in the order in which we learned of it, since some systems tell
   * whole seconds only. Empty when the return is not known.
   */
  async of(returnId: string): Promise<HistoryEntryView[]> {
    const { rows } = await this.pool.query<FactRow>(
      `SELECT happened_at AS "happenedAt", learned_at AS "learnedAt", system, service, event_type AS type, text,
         documents, event_id AS "eventId", cause_event_id AS "causeEventId"
       FROM ledger.return_fact WHERE return_id = $1
       ORDER BY date_trunc('second', happened_at), learned_at, rank, line_key`,
      [returnId],
    );
    return rows.map((row) => ({
      ...row,
      happenedAt: row.happenedAt.toISOString(),
      learnedAt: row.learnedAt.toISOString(),
    }));
  }
}
