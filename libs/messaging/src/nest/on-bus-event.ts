import type { Envelope, EventType } from '@backhaul/contracts';
import { EventPattern } from '@nestjs/microservices';
import type { BusContext } from './bus-context.js';

type Handler<T extends EventType> = (event: Envelope<T>, context: BusContext) => Promise<void>;

/**
 * `@OnBusEvent('ReturnInitiated') async on(event: Envelope<'ReturnInitiated'>, context: BusContext)`.
 * Nest's `@EventPattern` with types: the method must take the event that the name stands for, and the compiler says so.
 */
export function OnBusEvent<T extends EventType>(
  type: T,
): <H extends Handler<T>>(target: object, method: string | symbol, descriptor: TypedPropertyDescriptor<H>) => void {
  return EventPattern<EventType>(type);
}
