/** The five services, as they name themselves on the bus. */
export const serviceNames = ['loop-gateway', 'shopify-gateway', 'aims360-adapter', 'rlm-adapter', 'ledger'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Every topic has this many partitions; the key is the order family, so one order's events keep their order. */
export const TOPIC_PARTITIONS = 12;

/** The topic on which a service publishes its events. */
export function topicOf(service: ServiceName): string {
  return `backhaul.${service}`;
}
