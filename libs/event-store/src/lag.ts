import { checkpoints } from './checkpoints.js';
import { beginning } from './events.js';
import type { Queryable } from './queryable.js';
import type { EventFilter } from './read.js';
import { readLagOfAll, readLagOfPublished } from './sql/read-lag.js';

/** A metric must not scan a backlog of millions at every scrape. */
const MOST_COUNTED = 10_000;

/** How far a subscriber is behind. */
export interface Lag {
  /** Events after its checkpoint. Counted up to 10 000, which then means “at least”. */
  events: number;
  /** Milliseconds since the oldest of them was recorded; 0 when there are none. */
  ageMs: number;
}

/** Events behind a checkpoint, for metrics. A checkpoint that was never saved is behind everything. */
export async function subscriptionLag(db: Queryable, checkpoint: string, filter: EventFilter = {}): Promise<Lag> {
  const text = filter.publishedOnly === true ? readLagOfPublished : readLagOfAll;
  const { transactionId, position } = (await checkpoints.load(db, checkpoint)) ?? beginning;
  const { rows } = await db.query(text, [transactionId, position, MOST_COUNTED]);
  const [row] = rows as { events: number; age_ms: number }[];
  return { events: row?.events ?? 0, ageMs: row?.age_ms ?? 0 };
}

/** Published events that the relay behind this checkpoint has not handed to the bus yet. */
export function unpublishedLag(db: Queryable, checkpoint: string): Promise<Lag> {
  return subscriptionLag(db, checkpoint, { publishedOnly: true });
}
