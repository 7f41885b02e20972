/** Topics that this simulator raises, in REST spelling. */
export const TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/edited',
  'orders/cancelled',
  'refunds/create',
  'order_transactions/create',
  'fulfillments/create',
  'returns/approve',
  'returns/process',
  'returns/close',
  'returns/cancel',
  'inventory_levels/update',
  'bulk_operations/finish',
] as const;

export type Topic = (typeof TOPICS)[number];

/** `REFUNDS_CREATE` for `refunds/create`. */
export const topicEnum = (topic: string): string => topic.replace('/', '_').toUpperCase();

export const topicOfEnum = (name: string): Topic | undefined => TOPICS.find((topic) => topicEnum(topic) === name);
