import { ProjectedAggregate, type Cause } from '@backhaul/service-kit';
import { receipt } from './receipt/decide.js';
import { privateEvents, publishedEvents } from './receipt/events.js';
import { receiptModel } from './receipt-model.js';

/** Runs commands on `aims360-receipt` streams, one per receipt of a warehouse. */
export const receipts = new ProjectedAggregate(
  { category: 'aims360-receipt', decider: receipt, publishes: publishedEvents, keeps: privateEvents },
  receiptModel,
);

export const receiptStreamId = (merchantId: string, receiptId: string): string => `${merchantId}-${receiptId}`;

/** Filed apart from returns: a receipt may belong to none. */
export function causeOnReceipt(merchantId: string, receiptId: string, causationId: string): Cause {
  const subject = `${merchantId}-receipt-${receiptId}`;
  return { merchantId, subject, partitionKey: `${merchantId}/receipts`, correlationId: subject, causationId };
}
