import { inTransaction } from '@backhaul/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { codeOf } from '../code-of.js';
import type { Build, Going } from './build.js';
import { lockWriters, show } from './generations.js';
import type { Projection } from './projection.js';

/** Writers are kept out for the last few streams only. */
const FEW_STREAMS = 200;
/** Behind a lock that waits for a long transaction all others wait, too; so it gives way and tries again. */
const LOCK_WITHIN_MS = 1_000;
const AGAIN_AFTER_MS = 250;
const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';

/** Catches up until little is left, then does the rest and lets readers and writers change over, in one transaction. */
export async function switchOver(
  pool: Pool,
  projection: Projection,
  generation: string,
  build: Build,
  going: Going,
): Promise<void> {
  for (;;) {
    while ((await build.catchUp(pool, going)) > FEW_STREAMS);
    going.signal.throwIfAborted();
    try {
      await inTransaction(pool, async (tx) => {
        await lockWriters(tx, projection, LOCK_WITHIN_MS);
        await build.finish(tx);
        await show(tx, projection, generation);
      });
      return;
    } catch (error) {
      const code = codeOf(error);
      if (code !== LOCK_NOT_AVAILABLE && code !== DEADLOCK) throw error;
    }
    await pause(AGAIN_AFTER_MS, undefined, { signal: going.signal });
  }
}
