import type { CallsTable } from './calls-table.js';
import type { RunnerSettings } from './options.js';

const AT_MOST_EVERY_MS = 60_000;

/** Says aloud, once a minute, that calls are not getting through. */
export class OverdueAlarm {
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly settings: RunnerSettings,
    private readonly table: CallsTable,
  ) {}

  async check(): Promise<void> {
    const { maxCallAgeMs, log } = this.settings;
    if (maxCallAgeMs === undefined || performance.now() - this.#checkedAt < AT_MOST_EVERY_MS) return;
    this.#checkedAt = performance.now();
    try {
      const calls = await this.table.overdue(maxCallAgeMs);
      const [first] = calls;
      if (first !== undefined) log.error({ overdue: first.overdue, maxCallAgeMs, oldest: calls }, 'Calls are overdue');
    } catch (error) {
      log.error({ err: error }, 'Overdue calls could not be counted');
    }
  }
}
