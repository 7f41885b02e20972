import type { IncomingMessage } from './message.js';

/**
 * Messages of one partition, in order. At most one batch of a partition is worked on at a time in a group.
 *
 * What is marked as finished may be finished in any order: the offset that is committed is the one of the lowest message
 * that is not. When the handler returns (or throws) before all are finished, the partition rests for a moment and
 * everything from the lowest unfinished message on is delivered again.
 */
export interface PartitionBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly IncomingMessage[];
  /** Aborted when the partition goes to another member or the subscription closes: end what runs, start nothing more. */
  readonly signal: AbortSignal;
  finished(message: IncomingMessage): void;
}
