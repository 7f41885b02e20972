import { partitionKeyOf } from '@backhaul/contracts';

/** Where a command comes from: what every event and call that it leads to is filed under. */
export interface Cause {
  readonly merchantId: string;
  /** Return id, or `<merchant>-order-<order id>`. */
  readonly subject: string;
  /** Merchant and original Shopify order: `northfold/5511223344556`. */
  readonly partitionKey: string;
  readonly correlationId: string;
  /** Id of the event, the webhook or the request that led to the command. */
  readonly causationId: string;
  readonly traceparent?: string;
  /** The person, for a command from a person. */
  readonly actor?: string;
}

type Filed = Pick<Cause, 'merchantId' | 'subject' | 'partitionKey' | 'correlationId'> & {
  readonly traceparent?: string;
};

/** The cause of a command that follows from an event of the bus. */
export function causeOf(event: Filed & { readonly id: string }): Cause {
  return { ...filed(event), causationId: event.id };
}

/**
 * The cause of a command on one return that follows from a fact about its order. One return is one correlation, from the
 * shopper's click to the settled books.
 */
export function causeForReturn(event: Filed & { readonly id: string }, returnId: string): Cause {
  return { ...causeOf(event), subject: returnId, correlationId: returnId };
}

/**
 * The cause of a command on one return that follows from something other than an event: a webhook, a look at a system outside, a
 * word that was mapped. It is filed under the original order, as everything of its family is.
 */
export function causeOnReturn(about: {
  readonly merchantId: string;
  readonly returnId: string;
  readonly orderId: string;
  readonly causationId: string;
}): Cause {
  const { merchantId, returnId, orderId, causationId } = about;
  const partitionKey = partitionKeyOf(merchantId, orderId);
  return { merchantId, subject: returnId, partitionKey, correlationId: returnId, causationId };
}

/** The cause of a command that follows from the answer to a planned call. */
export function causeOfCall(call: Filed & { readonly key: string }): Cause {
  return { ...filed(call), causationId: call.key };
}

function filed({ merchantId, subject, partitionKey, correlationId, traceparent }: Filed): Filed {
  return { merchantId, subject, partitionKey, correlationId, ...(traceparent === undefined ? {} : { traceparent }) };
}
