import { effectsStore } from '@backhaul/effects';
import { Nudge, type PersonCommand } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { Background } from '../work-off/background.js';
import { STOPPED } from './while-not-stopped.js';

const PAGE = 500;

/** Calls that a stop held back. By themselves they ask again some minutes later. */
@Injectable()
export class ReleasedCalls {
  constructor(
    private readonly pool: Pool,
    private readonly background: Background,
    private readonly nudge: Nudge,
  ) {}

  /** Makes them due now. Call it after the commit of the release. */
  soon(merchantId: string, { by, reason }: PersonCommand): void {
    this.background.start('calls that a stop held back', async (signal) => {
      for (let after = '0'; !signal.aborted;) {
        const page = await effectsStore.list(this.pool, { merchantId, status: 'planned', after, limit: PAGE });
        for (const { key, lastError } of page) {
          // Another planned call waits for something else, such as its own time.
          if (lastError === STOPPED) await this.#due(key, by, reason);
        }
        this.nudge.all();
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return;
        after = last.seq;
      }
    });
  }

  async #due(key: string, by: string, reason: string): Promise<void> {
    try {
      await effectsStore.retry(this.pool, key, by, `The store was released: ${reason}`);
    } catch (error) {
      // Under way by itself meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'EFFECT_NOT_OPEN')) throw error;
    }
  }
}
