import type { Clock, ServiceName } from '@backhaul/contracts';
import type { EffectHandler } from '@backhaul/effects';
import type { IntakeItem, MessageBus } from '@backhaul/messaging';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import type { DestinationStream } from 'pino';
import type { z } from 'zod';
import type { SetupCheck } from '../checks/setup-check.js';
import type { Environment } from '../config/secret.js';
import type { SweepDefinition } from '../sweep/definition.js';
import type { MigrationClass } from './migrate.js';

/** Everything that makes one service different from another. */
export interface ServiceDefinition<M extends object = object> {
  name: ServiceName;
  /** The sections of a merchant that this service reads. Make them optional when not every merchant has them. */
  merchantSchema: z.ZodType<M>;
  /** The service's own tables. Those of event store, effects, messaging, intake, order family, sweep and commands are added. */
  migrations?: readonly MigrationClass[];
  /** Whose events its `@EventPattern` methods listen to. */
  consumes?: readonly ServiceName[];
  module: Type<unknown> | DynamicModule;
  /** Carry out planned calls. */
  effects?(app: INestApplicationContext): EffectHandler[];
  /** Repeat by themselves. */
  sweeps?(app: INestApplicationContext): SweepDefinition[];
  /** Works off what webhooks took in; opens its own transactions and is idempotent. */
  intake?(app: INestApplicationContext): (item: IntakeItem) => Promise<void>;
  /** What has to be right for a merchant, as `npx backhaul check` shows it; none for a merchant that is not served. */
  checks?(app: INestApplicationContext): (merchantId: string) => readonly SetupCheck[];
}

/** Where a service runs: in a process of its own, in the launcher, or in a test. */
export interface BootOptions {
  /** The configuration file's content (see `ConfigFile`), unchecked. */
  config: unknown;
  /** Named in messages about the configuration. */
  source?: string;
  env?: Environment;
  /** Where log lines go. Default: stdout. */
  logTo?: DestinationStream;
  /** A bus to share; it is not closed on stop. Default: the configured one. */
  bus?: MessageBus;
  clock?: Clock;
}

/** A service that runs. */
export interface RunningService {
  readonly name: ServiceName;
  /** `http://127.0.0.1:7001`, with the port that was really taken. */
  readonly url: string;
  readonly app: INestApplicationContext;
  /** Runs a sweep now, for all its merchants. Without a name: all sweeps. */
  wake(sweep?: string): void;
  /** Drains within 10 s: no new work, running work ends, connections close. */
  stop(): Promise<void>;
}
