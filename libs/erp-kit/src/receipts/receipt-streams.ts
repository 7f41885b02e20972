import type { Cause } from '@backhaul/service-kit';

/** One stream per receipt of a warehouse. */
export const receiptStreamId = (merchantId: string, receiptId: string): string => `${merchantId}-${receiptId}`;

/** Filed apart from returns: a receipt may belong to none. */
export function causeOnReceipt(merchantId: string, receiptId: string, causationId: string): Cause {
  const subject = `${merchantId}-receipt-${receiptId}`;
  return { merchantId, subject, partitionKey: `${merchantId}/receipts`, correlationId: subject, causationId };
}
