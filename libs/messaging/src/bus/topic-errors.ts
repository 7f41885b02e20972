import { BackhaulError } from '@backhaul/contracts';

/** The topic exists with another number of partitions than the code expects. Nothing works until a person decides. */
export function topicMismatch(topic: string, has: number, expected: number): BackhaulError {
  return new BackhaulError(
    'TOPIC_MISMATCH',
    `Topic ${topic} has ${has} partitions and ${expected} are expected. With another number the same order would land in ` +
      `another partition and its events would lose their order. Either configure ${has} partitions, or stop all services ` +
      `once every group has read the topic to its end, delete it, and start again: it is created with ${expected}.`,
    { details: { topic, has, expected } },
  );
}

export function topicUnknown(topic: string): BackhaulError {
  return new BackhaulError(
    'TOPIC_UNKNOWN',
    `Topic ${topic} does not exist. Call ensureTopics at start, or create it.`,
    {
      // it may be on its way: the service that owns it creates it at its start
      retryable: true,
      details: { topic },
    },
  );
}
