// Booting
export { bootService } from './boot/boot-service.js';
export { runService } from './boot/run-service.js';
export { migrationsOf } from './boot/open-parts.js';
export type { BootOptions, RunningService, ServiceDefinition } from './boot/definition.js';
export type { MigrationClass } from './boot/migrate.js';
export { CLOCK, MESSAGE_BUS, SERVICE_CONFIG } from './boot/tokens.js';
export { Nudge } from './boot/nudge.js';
export { Transactions } from './boot/transactions.js';

// Configuration
export { secret, Secret, type Environment } from './config/secret.js';
export { loadConfig, parseConfig, readConfigFile } from './config/load-config.js';
export { Merchants, type Merchant, type MerchantBase } from './config/merchants.js';
export {
  serviceConfigSchema,
  type ApiToken,
  type BusConfig,
  type ConfigFile,
  type Role,
  type ServiceConfig,
} from './config/service-config.js';
export type { Mistake } from './config/mistakes.js';

// Logging, metrics, tracing
export { createLogger, Logger } from './logging/logger.js';
export { Metrics } from './health/metrics.js';
export { Readiness, type ReadinessCheck, type ReadinessReport } from './health/readiness.js';
export { inSpan, traceparentOf } from './tracing/tracing.js';

// HTTP
export { badInput, conflict, notFound, unauthorized, type ProblemBody } from './http/problem.js';
export { CurrentCaller, Public, Roles, type Caller } from './http/roles.js';
export { tokenHash } from './http/token-guard.js';
export { ProblemResponses } from './http/problem-responses.js';
export { cursorParameter, encodeCursor, type Cursor } from './http/cursor.js';
export { limitParameter } from './http/page.js';
export { Conditions } from './http/conditions.js';
export { moneyView, shown, type MoneyView } from './http/money-view.js';
export { WebhookDoor } from './http/webhook-door.js';
export { verifyHmac, type HmacCheck } from './http/hmac.js';

// Commands of persons, and checks of a merchant's set-up
export {
  CommandRoute,
  CurrentCommand,
  causeOfCommand,
  reasoned,
  type PersonCommand,
} from './commands/person-command.js';
export { PersonCommands } from './commands/person-commands.js';
export type { Action } from './commands/action-log.js';
export type { CheckReport, CheckResult, SetupCheck } from './checks/setup-check.js';

// Aggregates and what lies beside them
export { Aggregate, type AggregateOptions, type Executed } from './aggregate/aggregate.js';
export { causeForReturn, causeOf, causeOfCall, causeOnReturn, type Cause } from './aggregate/cause.js';
export { newEventId } from './aggregate/event-id.js';
export { OrderFamily } from './order-family/order-family.js';
export { orderFamilyMigrations } from './order-family/migration.js';
export { Sweep } from './sweep/sweep.js';
export { LockSession } from './sweep/lock-session.js';
export { sweptAt } from './sweep/watermarks.js';
export { sweepMigrations } from './sweep/migration.js';
export type { SweepDefinition, SweepRun, SweepStatus } from './sweep/definition.js';

// Read models
export { ownerOf, type Projection, type Row, type Rows, type StreamEvent } from './projections/projection.js';
export { projectionMigrations } from './projections/migration.js';
export { Projections } from './projections/projections.js';
export { ProjectionsLive } from './projections/projections-live.guard.js';
export { ProjectionsModule } from './projections/projections.module.js';
export { ProjectedAggregate, type ReadModel } from './projections/projected-aggregate.js';
export { projectRows } from './projections/write-rows.js';
export type { ProjectionStatus } from './projections/status.js';
