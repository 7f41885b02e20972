import { hostname } from 'node:os';
import type { Clock } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { CLOCK, Logger, SERVICE_CONFIG, Transactions, type ServiceConfig } from '@backhaul/service-kit';
import { VendorError } from '@backhaul/vendor-http';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Pool } from 'pg';
import { CallsAgain, type Why } from './calls-again.js';
import { endRuns, type RunEnd } from './end-runs.js';
import { beginRun, type Ask, type Begun, type BegunRun } from './job-begin.js';
import { jobTable } from './job-table.js';
import { JobScans } from './job-scans.js';
import { leases } from './leases.js';
import type { MerchantJob } from './open-run.js';
import { callsOf, openItems } from './open-items.js';

/**
 * How long a run keeps its job without a word of its process, and how often it gives one, per second of `takeOverSeconds`: with its
 * default of 10, 120 s and 30 s (contracts/rlm-and-3pl.md §3.1).
 */
const EXPIRY_MS = 12_000;
const HEARTBEAT_MS = 3_000;
/** Items without a call that one run looks at again. */
const MOST_AGAIN = 1000;
/** RLM runs the job itself just now (contracts/rlm-and-3pl.md §8). */
const JOB_LOCKED = 423;

/** Runs the jobs: takes the lease, makes the failed calls again, looks for what was missed, and writes down how it ended. */
@Injectable()
export class JobRunner implements OnModuleDestroy {
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #owner = `${hostname()}/${process.pid}`;
  readonly #expiryMs: number;
  readonly #heartbeatMs: number;

  constructor(
    private readonly pool: Pool,
    private readonly transactions: Transactions,
    private readonly scans: JobScans,
    private readonly calls: CallsAgain,
    private readonly log: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SERVICE_CONFIG) { takeOverSeconds }: ServiceConfig,
  ) {
    this.#expiryMs = takeOverSeconds * EXPIRY_MS;
    this.#heartbeatMs = takeOverSeconds * HEARTBEAT_MS;
  }

  /** A run by itself, from beginning to end. Does nothing while the job is paused. @throws what a page of it failed with */
  async tick(of: MerchantJob, everyMs: number, signal: AbortSignal): Promise<void> {
    const begun = await this.transactions.run(async (tx) => {
      const { paused } = await jobTable.find(tx, of);
      return paused === null ? this.begin(tx, of, { kind: 'tick', everyMs }) : null;
    });
    if (begun?.kind === 'begun') await this.#carry(begun.run, signal);
  }

  /** Begins a run; go on with it after the commit. */
  begin(tx: Queryable, of: MerchantJob, ask: Ask): Promise<Begun> {
    return beginRun(tx, of, ask, { owner: this.#owner, expiryMs: this.#expiryMs, at: this.clock.now() });
  }

  /** Does the work of a run that a person asked for, in the background. */
  soon(run: BegunRun): void {
    this.#inBackground(run.of, this.#carry(run, this.#stopping.signal));
  }

  /** Sends what waited while the job was paused, in the background. */
  resumed(of: MerchantJob, why: Why): void {
    this.#inBackground(of, this.calls.resume(of, why));
  }

  #inBackground(of: MerchantJob, begun: Promise<void>): void {
    const work = begun
      .catch((error: unknown) => this.log.warn({ err: error, ...of }, 'work on a job failed'))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#underWay);
  }

  async #carry(run: BegunRun, stop: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const beat = setInterval(() => void this.#renew(run, lost), this.#heartbeatMs).unref();
    const progress = { read: 0 };
    try {
      await this.#work(run, AbortSignal.any([stop, lost.signal]), progress);
      await this.#end(run, { ending: 'read', message: null, ...progress });
    } catch (error) {
      await this.#end(run, { ...endingOf(error, stop), ...progress });
      if (!stop.aborted && !isLocked(error)) throw error;
    } finally {
      clearInterval(beat);
    }
  }

  async #work({ of, runId, window, ids }: BegunRun, signal: AbortSignal, progress: { read: number }): Promise<void> {
    const by = of.job;
    const again: string[] = [];
    let answering = true;
    for await (const items of openItems(this.pool, of, ids)) {
      signal.throwIfAborted();
      progress.read += items.length;
      again.push(...items.filter(({ failing }) => failing.includes('')).map(({ externalId }) => externalId));
      const keys = items.flatMap(callsOf);
      // A vendor that does not answer is left alone until the next run.
      if (answering) answering = await this.calls.make(keys, { by, reason: `Run ${runId}` }, signal);
    }
    signal.throwIfAborted();
    const scope = { merchantId: of.merchantId, ...window, ids, again: again.slice(0, MOST_AGAIN), signal };
    for (const job of this.scans.of(of.job)) progress.read += await job.scan(scope);
    signal.throwIfAborted();
  }

  async #end({ of, runId, watermark }: BegunRun, end: Pick<RunEnd, 'ending' | 'message' | 'read'>): Promise<void> {
    const at = this.clock.now();
    await this.transactions.run(async (tx) => {
      // Whoever took the job over has ended this run, and reads again what it had read.
      if (!(await leases.release(tx, of, runId))) return;
      await endRuns.endOpen(tx, of, { runId, ...end, at });
      if (end.ending === 'read') await jobTable.succeeded(tx, of, at, watermark);
    });
  }

  async #renew({ of, runId }: BegunRun, lost: AbortController): Promise<void> {
    try {
      if (!(await leases.renew(this.pool, of, runId, this.#expiryMs)))
        lost.abort(new Error('another run has taken over'));
    } catch (error) {
      this.log.warn({ err: error, ...of, runId }, 'the lease of a job could not be renewed; it is tried again');
    }
  }
}

const isLocked = (error: unknown): boolean => error instanceof VendorError && error.status === JOB_LOCKED;

function endingOf(error: unknown, stop: AbortSignal): Pick<RunEnd, 'ending' | 'message'> {
  if (stop.aborted)
    return { ending: 'ABANDONED', message: 'It was broken off. The next run begins where this one did.' };
  if (isLocked(error)) return { ending: 'SKIPPED_LOCKED', message: 'RLM runs this job itself just now.' };
  return { ending: 'FAILED', message: error instanceof Error ? error.message.slice(0, 1000) : 'It could not be read.' };
}
