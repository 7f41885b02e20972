import type { Clock } from '@backhaul/contracts';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Metrics } from '../health/metrics.js';
import type { Readiness } from '../health/readiness.js';
import { HttpProblem, notFound } from '../http/problem.js';
import type { Logger } from '../logging/logger.js';
import type { LockSession } from '../sweep/lock-session.js';
import { observeProjections } from './observe.js';
import type { Projection } from './projection.js';
import { ProjectionRunner, type RunRequest } from './runner.js';
import { lastRuns } from './runs.js';
import { SelfCheckSchedule } from './self-check-schedule.js';
import { statusOf, type ProjectionStatus } from './status.js';

export interface ProjectionsParts {
  readonly pool: Pool;
  readonly locks: LockSession;
  readonly log: Logger;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly selfCheckHours: number;
}

/** The projections of a service: opened before it consumes, rebuilt and checked while it runs. */
export class Projections implements OnModuleInit, OnModuleDestroy {
  readonly #runners: readonly ProjectionRunner[];
  readonly #schedules: readonly SelfCheckSchedule[];

  constructor(
    projections: readonly Projection[],
    private readonly parts: ProjectionsParts,
  ) {
    this.#runners = projections.map((projection) => new ProjectionRunner(projection, parts));
    this.#schedules = this.#runners.map((runner) => new SelfCheckSchedule(runner, parts));
    observeProjections(parts, () => this.list());
  }

  async onModuleInit(): Promise<void> {
    for (const runner of this.#runners) await runner.open();
    for (const schedule of this.#schedules) schedule.start();
  }

  async onModuleDestroy(): Promise<void> {
    for (const schedule of this.#schedules) schedule.stop();
    await Promise.all(this.#runners.map((runner) => runner.close()));
  }

  /** @throws HttpProblem 503 while one of them is still being built */
  async requireLive(): Promise<void> {
    for (const runner of this.#runners) {
      if (await runner.isLive()) continue;
      const { running } = await this.#statusOf(runner);
      const left = typeof running?.etaSeconds === 'number' ? `; about ${running.etaSeconds} s are left` : '';
      throw new HttpProblem(
        503,
        'PROJECTION_BUILDING',
        `What this reads (${runner.projection.name}) is being built after an upgrade${left}. Nothing is lost; ask again then.`,
      );
    }
  }

  list(): Promise<ProjectionStatus[]> {
    return Promise.all(this.#runners.map((runner) => this.#statusOf(runner)));
  }

  async get(name: string): Promise<ProjectionStatus> {
    return this.#statusOf(this.#runnerOf(name));
  }

  /** Starts a rebuild or a check; see `ProjectionRunner.start`. */
  start(name: string, request: RunRequest): Promise<{ ended: Promise<void> }> {
    return this.#runnerOf(name).start(request);
  }

  #runnerOf(name: string): ProjectionRunner {
    const found = this.#runners.find(({ projection }) => projection.name === name);
    if (found !== undefined) return found;
    const known = this.#runners.map(({ projection }) => projection.name).join(', ');
    throw notFound(`No projection is called ${name}; there are: ${known}.`);
  }

  async #statusOf(runner: ProjectionRunner): Promise<ProjectionStatus> {
    const { pool, clock } = this.parts;
    const { projection } = runner;
    return statusOf(projection, await runner.isLive(), await lastRuns(pool, projection.name), clock.now());
  }
}
