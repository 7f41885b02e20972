import { returnIdOf } from '@backhaul/contracts';
import { Aggregate, causeOnReturn, type Cause } from '@backhaul/service-kit';
import { loopReturn } from './loop-return/decide.js';
import { privateEvents, publishedEvents } from './loop-return/events.js';

/** Runs commands on `loop-return` streams, one per return. */
export const loopReturns = new Aggregate({
  category: 'loop-return',
  decider: loopReturn,
  publishes: publishedEvents,
  keeps: privateEvents,
});

/** The return number that the shopper sees, out of our id. */
export function externalIdOf(merchantId: string, returnId: string): string {
  return returnId.slice(merchantId.length + 1);
}

/** The cause of what a bell led to. One return is one correlation, from the shopper's click to the settled books. */
export function causeOfBell(merchantId: string, externalReturnId: string, orderId: string, causationId: string): Cause {
  return causeOnReturn({ merchantId, returnId: returnIdOf(merchantId, externalReturnId), orderId, causationId });
}
