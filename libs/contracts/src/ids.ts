/** Our id of a return: merchant id, a dash, the number that the shopper sees. */
export function returnIdOf(merchantId: string, externalReturnId: string): string {
  return `${merchantId}-${externalReturnId}`;
}

/** Subject of an event about an order whose return is not known (yet). */
export function orderSubjectOf(merchantId: string, orderId: string): string {
  return `${merchantId}-order-${orderId}`;
}

/** Key of the order family: all events of one original order keep their order within a topic. */
export function partitionKeyOf(merchantId: string, orderId: string): string {
  return `${merchantId}/${orderId}`;
}
