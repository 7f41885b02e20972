import { systemClock } from '@backhaul/contracts';
import { effectsMigrations } from '@backhaul/effects';
import { eventStoreMigrations } from '@backhaul/event-store';
import { messagingMigrations } from '@backhaul/messaging';
import { commandMigrations } from '../commands/migration.js';
import type { ServiceConfig } from '../config/service-config.js';
import { Metrics } from '../health/metrics.js';
import { Readiness } from '../health/readiness.js';
import type { Logger } from '../logging/logger.js';
import { orderFamilyMigrations } from '../order-family/migration.js';
import { LockSession } from '../sweep/lock-session.js';
import { sweepMigrations } from '../sweep/migration.js';
import { ensureTopics, openBus } from './bus.js';
import { openDatabase } from './database.js';
import type { BootOptions, ServiceDefinition } from './definition.js';
import type { KitParts } from './kit-module.js';
import type { MigrationClass } from './migrate.js';
import { Nudge } from './nudge.js';
import type { Stack } from './stack.js';

/** Database and bus, opened and up to date, and what else exists before Nest does. */
export async function openParts<M extends object>(
  definition: ServiceDefinition<M>,
  config: ServiceConfig<M>,
  log: Logger,
  stack: Stack,
  options: BootOptions,
): Promise<KitParts> {
  const { name, consumes = [] } = definition;
  const database = await openDatabase({
    url: config.service.postgres.url,
    size: config.service.postgres.poolSize,
    name,
    log,
    migrations: migrationsOf(definition),
    migrationsTable: 'backhaul_migrations',
  });
  stack.add('database', () => database.close());
  const locks = new LockSession(database.pool);
  stack.add('locks', () => locks.close());
  const bus = options.bus ?? (await openBus(config, name, log));
  if (options.bus === undefined) stack.add('bus', () => bus.close());
  await ensureTopics(bus, [...new Set([name, ...consumes])], config.bus);
  return {
    config,
    log,
    bus,
    pool: database.pool,
    locks,
    source: database.source,
    clock: options.clock ?? systemClock,
    metrics: new Metrics(),
    readiness: new Readiness(),
    nudge: new Nudge(),
  };
}

/** The kit's tables and the service's own: what a test's database needs. */
export function migrationsOf(definition: { migrations?: readonly MigrationClass[] }): MigrationClass[] {
  return [
    ...eventStoreMigrations,
    ...effectsMigrations,
    ...messagingMigrations,
    ...orderFamilyMigrations,
    ...sweepMigrations,
    ...commandMigrations,
    ...(definition.migrations ?? []),
  ];
}
