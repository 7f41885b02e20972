import type { AnyEnvelope } from '@backhaul/contracts';
import type { Pool } from 'pg';
import type { MessageBus } from '../bus/message-bus.js';
import type { Backoff } from '../support/backoff.js';
import type { Log } from '../support/log.js';
import type { Observed } from './observed.js';
import type { UnitOfWork } from './unit-of-work.js';

export interface BusConsumerOptions {
  bus: MessageBus;
  /** Of the service's database, migrated with `messagingMigrations`. */
  pool: Pool;
  group: string;
  topics: readonly string[];
  /** Whether the service has a handler for the type. Messages of other known types are passed over. */
  handles: (type: string) => boolean;
  handle: (event: AnyEnvelope, uow: UnitOfWork) => Promise<void>;
  log?: Log;
  /** Transactions side by side; each takes a connection of the pool. Default 8. */
  concurrency?: number;
  /** Most messages of one transaction while all goes well. 1: each has its own. Default 100. */
  messagesPerTransaction?: number;
  /** A transaction takes no further message after this time. Default 100 ms. */
  transactionMs?: number;
  /** Attempts on the spot for a passing failure, before the partition rests. Default 5 attempts, 20 ms to 1 s apart. */
  retry?: Partial<Backoff & { attempts: number }>;
  observe?: (fact: Observed) => void;
  /** What was handled longer ago than this is forgotten; must be longer than the bus keeps messages. Default 30 days. */
  inboxRetentionMs?: number;
}

const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;

export function retryOf(options: BusConsumerOptions): Backoff & { attempts: number } {
  return { attempts: 5, firstMs: 20, maxMs: 1000, ...options.retry };
}

export function inboxRetentionOf(options: BusConsumerOptions): number {
  return options.inboxRetentionMs ?? THIRTY_DAYS;
}
