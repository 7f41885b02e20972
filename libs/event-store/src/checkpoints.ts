import type { GlobalPosition } from './events.js';
import type { Queryable } from './queryable.js';
import { loadCheckpoint } from './sql/load-checkpoint.js';
import { resetCheckpoint } from './sql/reset-checkpoint.js';
import { saveCheckpoint } from './sql/save-checkpoint.js';

interface CheckpointRow {
  transaction_id: string;
  position: string;
}

/** How far a named subscriber has come. */
export const checkpoints = {
  /** The position of the last event that was dealt with; `null` when there is none. */
  async load(db: Queryable, name: string): Promise<GlobalPosition | null> {
    const { rows } = await db.query(loadCheckpoint, [name]);
    const [row] = rows as CheckpointRow[];
    return row === undefined ? null : { transactionId: row.transaction_id, position: row.position };
  },

  /** Moves forward only; an older position changes nothing. Save it in the transaction that holds the work it stands for. */
  async save(db: Queryable, name: string, position: GlobalPosition): Promise<void> {
    await db.query(saveCheckpoint, [name, position.transactionId, position.position]);
  },

  /** Forgets the subscriber, which then starts from the beginning: for a rebuild. */
  async reset(db: Queryable, name: string): Promise<void> {
    await db.query(resetCheckpoint, [name]);
  },
};
