import type { AnyEnvelope } from '@backhaul/contracts';
import { BackhaulError } from '@backhaul/contracts';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { BusConsumer } from '../consumer/bus-consumer.js';
import type { BusConsumerOptions } from '../consumer/options.js';
import type { UnitOfWork } from '../consumer/unit-of-work.js';
import { BusContext } from './bus-context.js';

export type BusTransportOptions = Omit<BusConsumerOptions, 'handle' | 'handles'>;

/**
 * The bus under Nest's `@EventPattern('ReturnInitiated') on(@Payload() event, @Ctx() uow)`. Bind it with
 * `app.connectMicroservice({ strategy }, { inheritAppConfig: true })`, under a `RethrowFilter` or one that does as it does.
 * Several handlers of one type run one after the other in the message's transaction.
 */
export class BusTransport extends Server implements CustomTransportStrategy {
  /** Failures go to the consumer, which decides; Nest need not log them as well. */
  override readonly propagatesEventHandlerErrors = true;
  readonly consumer: BusConsumer;
  readonly #handlers = new Map<string, MessageHandler[]>();

  constructor(options: BusTransportOptions) {
    super();
    this.consumer = new BusConsumer({
      ...options,
      handles: (type) => this.#handlers.has(type),
      handle: (event, uow) => this.#dispatch(event, uow),
    });
  }

  /** Nest would chain handlers of one pattern and run them at once, on one transaction; we keep them apart. */
  override addHandler(pattern: string, handler: MessageHandler, isEventHandler = false): void {
    if (!isEventHandler) {
      throw new BackhaulError('NO_REQUESTS_ON_THE_BUS', `${pattern}: the bus carries events; use @EventPattern`);
    }
    const handlers = this.#handlers.get(pattern) ?? [];
    this.#handlers.set(pattern, [...handlers, handler]);
    this.messageHandlers.set(pattern, handler);
  }

  listen(done: (error?: unknown) => void): void {
    this.consumer.start().then(() => done(), done);
  }

  close(): Promise<void> {
    return this.consumer.stop();
  }

  /** The bus tells of its state through its log and `ping`; there are no transport events. */
  on(): void {}

  override unwrap<T>(): T {
    return this.consumer as T;
  }

  async #dispatch(event: AnyEnvelope, uow: UnitOfWork): Promise<void> {
    for (const handler of this.#handlers.get(event.type) ?? []) {
      const result: unknown = await handler(event, new BusContext(uow));
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    }
  }
}
