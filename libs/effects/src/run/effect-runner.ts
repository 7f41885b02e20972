import { CallsTable } from './calls-table.js';
import type { ClaimedCall } from './claimed-call.js';
import { Lease } from './lease.js';
import { lookUpCall } from './look-up-call.js';
import { OverdueAlarm } from './overdue-alarm.js';
import { settingsOf, type EffectRunnerOptions, type RunnerSettings } from './options.js';
import { sendCall } from './send-call.js';
import { settleCall } from './settle-call.js';
import { factsOf, type Step } from './step.js';
import { noTotals, type RunnerTotals } from './totals.js';
import { endedWithin } from './wait.js';
import { WakeSignal } from './wake-signal.js';

/** After an abort a call only has to write down that it is in doubt. */
const ABORT_GRACE_MS = 1_000;

/**
 * Carries planned calls to the outside and their outcome back. Any number of runners may work on one database: a call is with one of
 * them at a time, and a lane keeps its order.
 */
export class EffectRunner {
  /** What this runner did so far. */
  readonly totals: Readonly<RunnerTotals>;
  readonly #totals: RunnerTotals = noTotals();
  readonly #settings: RunnerSettings;
  readonly #table: CallsTable;
  readonly #alarm: OverdueAlarm;
  readonly #signal = new WakeSignal();
  readonly #underWay = new Map<Promise<void>, Lease>();
  #loop: Promise<void> | undefined;
  #stopping = false;

  constructor(options: EffectRunnerOptions) {
    this.#settings = settingsOf(options);
    this.#table = new CallsTable(this.#settings.pool, this.#settings.clock);
    this.#alarm = new OverdueAlarm(this.#settings, this.#table);
    this.totals = this.#totals;
  }

  /** Calls that are under way in this process. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /** Starts to work in the background. Starting twice is one start. */
  start(): void {
    if (this.#loop !== undefined) return;
    this.#stopping = false;
    this.#loop = this.#run();
  }

  /** Hints that calls may have been planned: call it after the commit. Without it they wait for the next poll. */
  wake(): void {
    this.#signal.wake();
  }

  /** Takes no more calls and lets those under way end; aborts what is still open after `drainMs`. Resolves within 10 s by default. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    const open = async (): Promise<void> => {
      await this.#loop;
      await Promise.all(this.#underWay.keys());
    };
    if (!(await endedWithin(this.#settings.drainMs, open()))) {
      for (const lease of this.#underWay.values()) lease.abort('The service is shutting down');
      await endedWithin(ABORT_GRACE_MS, open());
    }
    this.#loop = undefined;
  }

  /** Takes what is due now, up to the concurrency, carries each call one step and returns how many that were. */
  async runOnce(): Promise<number> {
    const claimed = await this.#claim(this.#settings.concurrency);
    await Promise.all(claimed.map((call) => this.#begin(call)));
    return claimed.length;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      const taken = await this.#fill();
      await this.#alarm.check();
      if (taken === 0) await this.#signal.wait(this.#settings.pollMs);
    }
  }

  async #fill(): Promise<number> {
    const free = this.#settings.concurrency - this.#underWay.size;
    if (free <= 0) return 0;
    try {
      const claimed = await this.#claim(free);
      for (const call of claimed) void this.#begin(call).then(() => this.wake());
      return claimed.length;
    } catch (error) {
      this.#settings.log.error({ err: error }, 'Planned calls could not be read; trying again');
      return 0;
    }
  }

  #claim(limit: number): Promise<ClaimedCall[]> {
    const { handlers, owner, leaseMs } = this.#settings;
    return this.#table.claim({ kinds: [...handlers.keys()], limit, owner, leaseMs });
  }

  /** Never rejects: what cannot be written down stays leased, and whoever takes it over later looks it up. */
  #begin(claimed: ClaimedCall): Promise<void> {
    const lease = new Lease(this.#table, claimed, this.#settings.leaseMs);
    const work = this.#carry(claimed, lease.signal)
      .catch((error: unknown) => {
        this.#settings.log.error({ ...factsOf(claimed), err: error }, 'A call was left to its lease');
      })
      .finally(() => {
        lease.end();
        this.#underWay.delete(work);
      });
    this.#underWay.set(work, lease);
    return work;
  }

  async #carry(claimed: ClaimedCall, signal: AbortSignal): Promise<void> {
    const handler = this.#settings.handlers.get(claimed.call.kind);
    if (handler === undefined) return;
    const step: Step = {
      settings: this.#settings,
      table: this.#table,
      totals: this.#totals,
      handler,
      signal,
    };
    if (claimed.status === 'answered' && claimed.answer !== null) return settleCall(step, claimed, claimed.answer);
    if (claimed.status === 'in-doubt') return lookUpCall(step, claimed);
    return sendCall(step, claimed);
  }
}
