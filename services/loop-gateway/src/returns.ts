import { partitionKeyOf, returnIdOf, type Envelope } from '@backhaul/contracts';
import { Aggregate, causeOf, type Cause } from '@backhaul/service-kit';
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
  const subject = returnIdOf(merchantId, externalReturnId);
  const partitionKey = partitionKeyOf(merchantId, orderId);
  return { merchantId, subject, partitionKey, correlationId: subject, causationId };
}

/** The cause of what an event led to. It may follow from a refund, which is filed under its order: here the return counts. */
export function causeOfEvent(event: Envelope, returnId: string): Cause {
  return { ...causeOf(event), subject: returnId, correlationId: returnId };
}
