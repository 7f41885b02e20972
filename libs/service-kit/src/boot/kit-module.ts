import type { Clock } from '@backhaul/contracts';
import { Intake, type MessageBus } from '@backhaul/messaging';
import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { EffectsController } from '../admin/effects.controller.js';
import { IntakeController } from '../admin/intake.controller.js';
import { Operations } from '../admin/operations.js';
import { ParkedController } from '../admin/parked.controller.js';
import { ChecksController } from '../checks/checks.controller.js';
import { SetupChecks } from '../checks/setup-checks.js';
import { ActionsController } from '../commands/actions.controller.js';
import { PersonCommands } from '../commands/person-commands.js';
import { Merchants } from '../config/merchants.js';
import type { ServiceConfig } from '../config/service-config.js';
import { HealthController } from '../health/health.controller.js';
import { Metrics } from '../health/metrics.js';
import { Readiness } from '../health/readiness.js';
import { WebhookDoor } from '../http/webhook-door.js';
import { Logger } from '../logging/logger.js';
import { OrderFamily } from '../order-family/order-family.js';
import { LockSession } from '../sweep/lock-session.js';
import { Nudge } from './nudge.js';
import { CLOCK, MESSAGE_BUS, SERVICE_CONFIG } from './tokens.js';
import { Transactions } from './transactions.js';

/** What the kit has made before Nest starts, and every provider of the service may inject. */
export interface KitParts {
  config: ServiceConfig;
  pool: Pool;
  locks: LockSession;
  source: DataSource;
  bus: MessageBus;
  log: Logger;
  clock: Clock;
  metrics: Metrics;
  readiness: Readiness;
  nudge: Nudge;
}

/** The module that every service gets: providers for all, health, metrics and the admin's endpoints. */
@Module({})
export class KitModule {
  static forService(parts: KitParts): DynamicModule {
    const transactions = new Transactions(parts.pool, parts.nudge);
    const providers = [
      { provide: SERVICE_CONFIG, useValue: parts.config },
      { provide: CLOCK, useValue: parts.clock },
      { provide: MESSAGE_BUS, useValue: parts.bus },
      { provide: Pool, useValue: parts.pool },
      { provide: LockSession, useValue: parts.locks },
      { provide: Logger, useValue: parts.log },
      { provide: Metrics, useValue: parts.metrics },
      { provide: Readiness, useValue: parts.readiness },
      { provide: Nudge, useValue: parts.nudge },
      { provide: Merchants, useValue: new Merchants(parts.config.merchants) },
      { provide: Transactions, useValue: transactions },
      { provide: PersonCommands, useValue: new PersonCommands(transactions) },
      { provide: SetupChecks, useValue: new SetupChecks() },
      { provide: OrderFamily, useValue: new OrderFamily() },
      { provide: Operations, useValue: new Operations() },
      { provide: Intake, useValue: intakeOf(parts) },
      { provide: WebhookDoor, useValue: new WebhookDoor(parts.metrics) },
    ];
    return {
      module: KitModule,
      global: true,
      imports: [
        // The data source is open and migrated already: nothing of the service runs against an old schema.
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ ...parts.source.options, retryAttempts: 0 }),
          dataSourceFactory: () => Promise.resolve(parts.source),
        }),
      ],
      controllers: [
        ...[HealthController, ParkedController, IntakeController, EffectsController],
        ...[ActionsController, ChecksController],
      ],
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}

const intakeOf = ({ pool, clock, nudge }: KitParts): Intake => new Intake({ pool, clock, onAccepted: nudge.all });
