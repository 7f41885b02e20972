import { inTransaction, streams } from '@backhaul/event-store';
import type { Pool } from 'pg';
import { Build, type Going } from './build.js';
import { compareWithLive } from './compare.js';
import { createGeneration, lockWriters, show, shownGeneration } from './generations.js';
import { prefixOf, type Projection } from './projection.js';
import { switchOver } from './switch-over.js';

/** What a rebuild came to. */
export interface Rebuilt {
  readonly events: number;
  readonly rows: number;
  readonly checksum: string;
  /** Whether the rows before said the same; null where there were none of this version. */
  readonly sameAsBefore: boolean | null;
}

/**
 * Builds the projection anew from its streams, beside the one that is live and while traffic runs, then changes over.
 * Appends no event and plans no call. What is left of a build that was killed is dropped first. One at a time: the caller sees to it.
 */
export async function rebuild(pool: Pool, projection: Projection, going: Going): Promise<Rebuilt> {
  // Taken first: whatever is committed later than this is found when catching up.
  const horizon = await streams.horizon(pool);
  const generation = await inTransaction(pool, (tx) => createGeneration(tx, projection));
  const build = new Build(projection, generation, horizon);
  let events = 0;
  const progress = (more: number): void => {
    events += more;
    going.progress(more);
  };
  await build.fill(pool, { ...going, progress });
  // Without statistics the first readers after the switch would get plans for empty tables.
  for (const { name } of projection.tables) await pool.query(`ANALYZE ${build.schema}.${name}`);
  await build.catchUp(pool, going);
  const { built, live } = await compareWithLive(pool, projection, build, going);
  await switchOver(pool, projection, generation, build, going);
  return { events, ...built, sameAsBefore: live === null ? null : live.checksum === built.checksum };
}

/** How long a first start waits for another process that starts at the same moment. */
const FIRST_START_MS = 10_000;

/** A first start: with no stream to read there is nothing to build. Leaves alone what is there already. */
export async function createEmpty(pool: Pool, projection: Projection): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await lockWriters(tx, projection, FIRST_START_MS);
    if ((await shownGeneration(tx, projection)) !== undefined) return;
    if (await streams.any(tx, prefixOf(projection))) return;
    await show(tx, projection, await createGeneration(tx, projection));
  });
}
