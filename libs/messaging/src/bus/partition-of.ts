import { murmur2 } from './murmur2.js';

/** The partition of a key: Kafka's own default, so that a producer in any language agrees with ours. */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key, 'utf8')) & 0x7fffffff) % partitions;
}
