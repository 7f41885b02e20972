import { inTransaction, VersionConflict, type Queryable } from '@backhaul/event-store';
import type { Pool } from 'pg';
import type { Nudge } from './nudge.js';

const ATTEMPTS = 5;

/**
 * Where a command runs that does not come from the bus: from a person, a webhook or a sweep. One transaction, tried
 * again when another one appended to the same stream meanwhile, and followed up at once after the commit.
 */
export class Transactions {
  constructor(
    private readonly pool: Pool,
    private readonly nudge: Nudge,
  ) {}

  /** `work` may run more than once: it must do nothing outside the transaction. */
  async run<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await inTransaction(this.pool, work);
        this.nudge.all();
        return result;
      } catch (error) {
        if (!(error instanceof VersionConflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
