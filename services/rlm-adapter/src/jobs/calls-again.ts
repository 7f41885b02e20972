import { setTimeout as pause } from 'node:timers/promises';
import { BackhaulError } from '@backhaul/contracts';
import { effectsStore } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { Nudge } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { kindsOf } from './job-of-call.js';
import type { MerchantJob } from './open-run.js';
import { PAUSED } from './while-not-paused.js';

/** How long a run waits for calls that it had made again. What takes longer is seen by the next run. */
const END_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;
const PAGE = 500;

/** Who has a call made again, and why. */
export interface Why {
  readonly by: string;
  readonly reason: string;
}

/** Has a call made again under its key, after a look whether it was done; false: it is under way or done by itself. */
export async function makeAgain(db: Queryable, key: string, { by, reason }: Why): Promise<boolean> {
  try {
    await effectsStore.retry(db, key, by, reason);
    return true;
  } catch (error) {
    if (error instanceof BackhaulError && error.code === 'EFFECT_NOT_OPEN') return false;
    throw error;
  }
}

/** Calls that runs have made again, so that what becomes of them is theirs to show. */
@Injectable()
export class CallsAgain {
  constructor(
    private readonly pool: Pool,
    private readonly nudge: Nudge,
  ) {}

  /** Whether all of them came to an end in time. */
  async make(keys: readonly string[], why: Why, signal: AbortSignal): Promise<boolean> {
    for (const key of keys) await makeAgain(this.pool, key, why);
    if (keys.length === 0) return true;
    this.nudge.all();
    for (let waited = 0; waited < END_WITHIN_MS; waited += LOOK_EVERY_MS) {
      if ((await this.#unfinished(keys)) === 0) return true;
      await pause(LOOK_EVERY_MS, undefined, { signal });
    }
    return false;
  }

  /** Those that waited for their job to be resumed. Call it after the commit. */
  async resume({ merchantId, job }: MerchantJob, why: Why): Promise<void> {
    for (const kind of kindsOf(job)) {
      for (let after = '0'; ;) {
        const page = await effectsStore.list(this.pool, { merchantId, kind, status: 'planned', after, limit: PAGE });
        for (const { key, lastError } of page) if (lastError === PAUSED) await makeAgain(this.pool, key, why);
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) break;
        after = last.seq;
      }
    }
    this.nudge.all();
  }

  async #unfinished(keys: readonly string[]): Promise<number> {
    const { rows } = await this.pool.query<{ calls: number }>(
      `SELECT count(*)::int AS calls FROM effects.calls
       WHERE key = ANY($1) AND settled_at IS NULL AND person_asked_at IS NULL`,
      [keys],
    );
    return rows[0]?.calls ?? 0;
  }
}
