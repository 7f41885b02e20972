import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { BackhaulError } from '@backhaul/contracts';
import { codeOf } from '../code-of.js';
import { conflict } from '../http/problem.js';
import type { Logger } from '../logging/logger.js';
import type { LockSession } from '../sweep/lock-session.js';
import { shownGeneration, supersede } from './generations.js';
import { Progress } from './progress.js';
import type { Projection } from './projection.js';
import { createEmpty, rebuild, type Rebuilt } from './rebuild.js';
import { endKilledRuns, endRun, failRun, runLock, startRun, type Asked, type RunKind } from './runs.js';
import { selfCheck, type Checked } from './self-check.js';

const LOOK_AGAIN_MS = 1_000;

/** A run that was asked for. */
export interface RunRequest extends Asked {
  readonly kind: RunKind;
  /** Leaves the database time in between: nobody waits for it. */
  readonly easy?: boolean;
}

/** Keeps one projection of this process: opens it, and runs its rebuilds and checks, one at a time. */
export class ProjectionRunner {
  readonly #stopping = new AbortController();
  #opening: Promise<void> | undefined;
  #current: Promise<void> | undefined;
  #live = false;

  constructor(
    readonly projection: Projection,
    private readonly parts: { pool: Pool; locks: LockSession; log: Logger },
  ) {}

  /**
   * An empty store is ready at once. Where there are streams and no live generation of this version, one is built in the
   * background; until then readers of this process get no answer, and processes of the older release go on with theirs.
   * @throws BackhaulError PROJECTION_NEWER when a newer release has built this projection
   */
  async open(): Promise<void> {
    const { pool } = this.parts;
    const { name, version } = this.projection;
    await endKilledRuns(pool, name);
    const shown = await shownGeneration(pool, this.projection);
    if (shown?.state === 'live' && shown.version > version) throw newer(this.projection, shown.version);
    if (shown === undefined) await createEmpty(pool, this.projection);
    else await supersede(pool, this.projection);
    if (!(await this.isLive())) this.#opening = this.#build();
  }

  async close(): Promise<void> {
    this.#stopping.abort(new BackhaulError('PROJECTION_RUN_STOPPED', 'The service was stopped in the middle of it.'));
    await Promise.all([this.#opening, this.#current]);
  }

  /** True once readers see this version. */
  async isLive(): Promise<boolean> {
    if (this.#live) return true;
    const shown = await shownGeneration(this.parts.pool, this.projection);
    this.#live = shown?.state === 'live' && shown.version === this.projection.version;
    return this.#live;
  }

  /**
   * Starts a run; the promise inside ends when it is over, however it went.
   * @throws HttpProblem PROJECTION_BUSY while another one is under way, in this process or another
   */
  async start(request: RunRequest): Promise<{ ended: Promise<void> }> {
    if (this.#current !== undefined) throw busy(this.projection);
    return new Promise((resolve, reject) => {
      const ended = this.#exclusively(request, () => resolve({ ended })).catch(reject);
      this.#current = ended;
    });
  }

  async #exclusively(request: RunRequest, started: () => void): Promise<void> {
    const { locks } = this.parts;
    try {
      const outcome = await locks.exclusively(runLock(this.projection.name), (lost) =>
        this.#run(request, AbortSignal.any([this.#stopping.signal, lost]), started),
      );
      if (outcome === 'busy') throw busy(this.projection);
    } finally {
      this.#current = undefined;
    }
  }

  async #run(request: RunRequest, signal: AbortSignal, started: () => void): Promise<void> {
    const { kind, by, reason, easy = false } = request;
    const { pool, log } = this.parts;
    const { name, version } = this.projection;
    const about = { projection: name, version, kind, by, reason };
    const id = await startRun(pool, name, kind, { by, reason });
    // Not before it is noted: whoever is told that it has begun looks for it next.
    started();
    const progress = new Progress(pool, id);
    log.info(about, 'projection run started');
    try {
      await progress.measure(this.projection);
      const going = { signal, easy, progress: (events: number) => progress.add(events) };
      const result = await this.#work(kind, going);
      await progress.stop();
      await endRun(pool, id, result);
      this.#tell(about, result);
    } catch (error) {
      await progress.stop();
      const code = codeOf(error) ?? 'FAILED';
      const message = error instanceof Error ? error.message : String(error);
      log.error({ ...about, err: error, code }, 'projection run failed');
      await failRun(pool, id, { code, message }).catch((err: unknown) => log.warn({ err }, 'and could not be noted'));
    }
  }

  async #work(kind: RunKind, going: Parameters<typeof selfCheck>[2]): Promise<Rebuilt | Checked> {
    const { pool } = this.parts;
    switch (kind) {
      case 'rebuild':
        return rebuild(pool, this.projection, going);
      case 'check':
        return selfCheck(pool, this.projection, going);
    }
  }

  /** Rows that were wrong are worth a look even when they have just been mended: something made them so. */
  #tell(about: object, result: Rebuilt | Checked): void {
    const wrong = 'passed' in result ? !result.passed : result.sameAsBefore === false;
    if (wrong) this.parts.log.error({ ...about, ...result }, 'the projection did not say what its events say');
    else this.parts.log.info({ ...about, ...result }, 'projection run ended');
  }

  async #build(): Promise<void> {
    const { name, version } = this.projection;
    const asked = { by: 'Backhaul', reason: `Version ${version} of ${name} is new here.` };
    while (!this.#stopping.signal.aborted && !(await this.#isLiveOrUnknown())) {
      const run = await this.start({ kind: 'rebuild', ...asked }).catch(() => undefined);
      await run?.ended;
      if (await this.#isLiveOrUnknown()) return;
      await pause(LOOK_AGAIN_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  /** A database that is away says nothing about the projection. */
  #isLiveOrUnknown(): Promise<boolean> {
    return this.isLive().catch(() => false);
  }
}

function busy({ name }: Projection): Error {
  return conflict(
    'PROJECTION_BUSY',
    `A rebuild or a check of ${name} is under way. GET /admin/projections shows how far it is.`,
  );
}

function newer({ name, version }: Projection, live: number): BackhaulError {
  return new BackhaulError(
    'PROJECTION_NEWER',
    `A newer release has built version ${live} of the projection ${name}; this one knows ${version}. Start that release.`,
  );
}
