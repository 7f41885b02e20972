import type { Queryable } from '@backhaul/event-store';
import type { IncomingMessage } from '../bus/message.js';

/** What a handler writes with. Everything in `tx` commits together with the fact that the message was handled, or not at all. */
export interface UnitOfWork {
  readonly tx: Queryable;
  readonly message: IncomingMessage;
  /** Runs once the transaction is committed, never when it is not: to wake a runner, not to do work. */
  afterCommit(f: () => void): void;
}
