import type { Envelope, EventType } from '@backhaul/contracts';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { BusContext } from './bus-context.js';

type Handler<T extends EventType> = (event: Envelope<T>, context: BusContext) => Promise<void>;

/**
 * `@OnBusEvent('ReturnInitiated') async on(event: Envelope<'ReturnInitiated'>, context: BusContext)`.
 * Nest's `@EventPattern`, `@Payload()` and `@Ctx()` in one, with types: the method must take the event that the name stands for.
 */
export function OnBusEvent<T extends EventType>(
  type: T,
): <H extends Handler<T>>(target: object, method: string | symbol, descriptor: TypedPropertyDescriptor<H>) => void {
  return (target, method, descriptor) => {
    Payload()(target, method, 0);
    Ctx()(target, method, 1);
    EventPattern<EventType>(type)(target, method, descriptor);
  };
}
