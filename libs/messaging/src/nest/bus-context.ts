import type { Queryable } from '@backhaul/event-store';
import { BaseRpcContext } from '@nestjs/microservices';
import type { IncomingMessage } from '../bus/message.js';
import type { UnitOfWork } from '../consumer/unit-of-work.js';

/** What `@Ctx()` injects: the unit of work of the message. */
export class BusContext extends BaseRpcContext<[UnitOfWork]> implements UnitOfWork {
  constructor(uow: UnitOfWork) {
    super([uow]);
  }

  get tx(): Queryable {
    return this.args[0].tx;
  }

  get message(): IncomingMessage {
    return this.args[0].message;
  }

  /** A property, so that a handler may take it out of the context: `{ tx, afterCommit }`. */
  readonly afterCommit = (f: () => void): void => this.args[0].afterCommit(f);
}
