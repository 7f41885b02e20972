export type { IncomingMessage, OutgoingMessage } from './bus/message.js';
export type {
  BusSubscription,
  MessageBus,
  Publisher,
  SubscribeOptions,
  Topic,
  TopicPartition,
} from './bus/message-bus.js';
export type { PartitionBatch } from './bus/partition-batch.js';
export { partitionOf } from './bus/partition-of.js';
export { prefixedBus } from './bus/prefixed-bus.js';
export { kafkaBus } from './kafka/kafka-bus.js';
export type { KafkaBusOptions } from './kafka/options.js';
export { postgresBus } from './postgres/postgres-bus.js';
export type { PostgresBusOptions } from './postgres/options.js';
export { messagingMigrations, postgresBusMigrations } from './migrations/index.js';

export { BusConsumer } from './consumer/bus-consumer.js';
export type { BusConsumerOptions } from './consumer/options.js';
export type { UnitOfWork } from './consumer/unit-of-work.js';
export type { Observed, Outcome } from './consumer/observed.js';
export { lockOrderFamily } from './consumer/order-lock.js';

export { ParkedMessages } from './parked/parked-messages.js';
export type { ParkedMessage, ParkedStatus, ParkedSummary } from './parked/parked-message.js';
export type { CauseCount } from './parked/heads.js';
export type { ParkedFilter } from './parked/list-parked.js';
export type { ParkedCounts } from './parked/parked-store.js';
export type { ReplayResult } from './parked/replay.js';
export type { CauseReplay } from './parked/replay-cause.js';
export { ReplayNotConfirmed, type ReplayOrder, type ReplayPreview } from './parked/replay-order.js';

export { OutboxRelay, relayName, type OutboxRelayOptions } from './relay/outbox-relay.js';

export { Intake, type Accepted } from './intake/intake.js';
export { IntakeWorker, type IntakeWorkerOptions } from './intake/intake-worker.js';
export { intakeStore, type IntakeCounts, type IntakeFilter } from './intake/intake-store.js';
export type { IntakeItem, IntakeStatus } from './intake/intake-item.js';

export { BusTransport, type BusTransportOptions } from './nest/bus-transport.js';
export { BusContext } from './nest/bus-context.js';
export { RethrowFilter } from './nest/rethrow-filter.js';

export type { Log } from './support/log.js';
