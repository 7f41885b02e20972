import type { EachBatchPayload } from 'kafkajs';
import { OffsetTracker } from '../bus/offset-tracker.js';
import type { PartitionBatch } from '../bus/partition-batch.js';
import { stopController } from '../support/stop-signal.js';
import { incoming } from './incoming.js';

export interface BatchWork {
  onBatch: (batch: PartitionBatch) => Promise<void>;
  onError: (error: unknown) => void;
  redeliverMs: number;
  /** How often a long batch beats and commits. KafkaJS itself beats only between batches. */
  heartbeatMs: number;
  /** Aborted when the subscription closes. */
  closing: AbortSignal;
}

/**
 * One batch under KafkaJS's `eachBatch` with its automatic commit and resolve switched off.
 * Nothing of ours is thrown into KafkaJS, which would restart the consumer; only its own rebalance error goes back to it.
 */
export async function workOnBatch(payload: EachBatchPayload, work: BatchWork): Promise<void> {
  const { topic, partition } = payload.batch;
  const messages = payload.batch.messages.map((message) => incoming(topic, partition, message));
  const tracker = new OffsetTracker(messages);
  const stop = stopController();
  const onClose = (): void => stop.abort();
  if (work.closing.aborted) stop.abort();
  work.closing.addEventListener('abort', onClose, { once: true });
  const lost: { error?: Error } = {};
  let committed: bigint | null = null;

  const commit = async (): Promise<void> => {
    // beyond the last message there may be the marker of its transaction, which would look like a message not yet read
    const next = tracker.allFinished ? BigInt(payload.batch.lastOffset()) + 1n : tracker.next;
    if (next === null || next === committed) return;
    await payload.commitOffsetsIfNecessary({
      topics: [{ topic, partitions: [{ partition, offset: next.toString() }] }],
    });
    committed = next;
  };
  const beat = async (): Promise<void> => {
    try {
      await payload.heartbeat();
      await commit();
    } catch (error) {
      lost.error ??= asError(error);
      stop.abort();
    }
  };
  const timer = setInterval(() => void beat(), work.heartbeatMs);
  try {
    await work.onBatch({
      topic,
      partition,
      messages,
      signal: stop.signal,
      finished: ({ offset }) => tracker.finished(offset),
    });
  } catch (error) {
    work.onError(error);
  } finally {
    clearInterval(timer);
    work.closing.removeEventListener('abort', onClose);
  }
  // what is finished stays finished for the next owner, also when this one is about to lose the partition
  await commit().catch((error: unknown) => (lost.error ??= asError(error)));
  if (lost.error !== undefined) throw lost.error;
  if (tracker.next !== null) payload.resolveOffset((tracker.next - 1n).toString());
  if (!tracker.allFinished && !work.closing.aborted) restPartition(payload, work.redeliverMs);
}

/** The next fetch after the rest starts at the lowest unfinished message again. */
function restPartition(payload: EachBatchPayload, ms: number): void {
  setTimeout(payload.pause(), ms).unref();
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
