import type { Clock } from '@backhaul/contracts';
import type { Pool } from 'pg';
import type { Logger } from '../logging/logger.js';
import type { ProjectionRunner } from './runner.js';
import { lastRuns } from './runs.js';

const HOUR_MS = 3_600_000;
/** Looks this often whether a check is due; another process may have made it. */
const LOOK_EVERY_MS = 5 * 60_000;

/** Checks a projection by itself, when the last check of whatever process is old enough. */
export class SelfCheckSchedule {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly runner: ProjectionRunner,
    private readonly parts: { pool: Pool; clock: Clock; log: Logger; selfCheckHours: number },
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { log, selfCheckHours } = this.parts;
    try {
      if (!(await this.runner.isLive()) || !(await this.#isDue())) return;
      await this.runner.start({
        kind: 'check',
        by: 'Backhaul',
        reason: `Due every ${selfCheckHours} hours.`,
        easy: true,
      });
    } catch (error) {
      log.debug({ err: error, projection: this.runner.projection.name }, 'no self-check now; tried again later');
    }
  }

  async #isDue(): Promise<boolean> {
    const { pool, clock, selfCheckHours } = this.parts;
    const { check, running } = await lastRuns(pool, this.runner.projection.name);
    if (running !== null) return false;
    return check === null || clock.now().getTime() - check.finishedAt.getTime() >= selfCheckHours * HOUR_MS;
  }
}
