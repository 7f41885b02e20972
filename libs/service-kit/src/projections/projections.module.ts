import type { Clock } from '@backhaul/contracts';
import { Module, type DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import { CLOCK, SERVICE_CONFIG } from '../boot/tokens.js';
import type { ServiceConfig } from '../config/service-config.js';
import { Metrics } from '../health/metrics.js';
import { Readiness } from '../health/readiness.js';
import { Logger } from '../logging/logger.js';
import { LockSession } from '../sweep/lock-session.js';
import type { Projection } from './projection.js';
import { ProjectionsController } from './projections.controller.js';
import { Projections } from './projections.js';

/** For a service with projections: opens them, and adds the admin's endpoints. Its migrations are `projectionMigrations`. */
@Module({})
export class ProjectionsModule {
  static of(projections: readonly Projection[]): DynamicModule {
    const provider = {
      provide: Projections,
      inject: [Pool, LockSession, Logger, CLOCK, Metrics, Readiness, SERVICE_CONFIG],
      useFactory: (
        pool: Pool,
        locks: LockSession,
        log: Logger,
        clock: Clock,
        metrics: Metrics,
        readiness: Readiness,
        { selfCheckHours }: ServiceConfig,
      ) => new Projections(projections, { pool, locks, log, clock, metrics, readiness, selfCheckHours }),
    };
    return {
      module: ProjectionsModule,
      controllers: [ProjectionsController],
      providers: [provider],
      exports: [Projections],
    };
  }
}
