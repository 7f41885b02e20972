import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import kafkajs from 'kafkajs';
import { partitionOf } from '../src/bus/partition-of.js';

const kafkaPartitioner = kafkajs.Partitioners.DefaultPartitioner();
const kafkas = (key: string, partitions: number): number => {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    leader: 1,
    partitionErrorCode: 0,
    replicas: [],
    isr: [],
  }));
  return kafkaPartitioner({ topic: 't', partitionMetadata, message: { key, value: null } });
};

describe('the partition of a key', () => {
  it('is the one that Kafka itself would choose', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (key, partitions) => {
          expect(partitionOf(key, partitions)).toBe(kafkas(key, partitions));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never changes: orders that are on their way stay in their partition', () => {
    const keys = ['northfold/5511223344556', 'northfold/1', 'alder/5511223344556', '', 'ä'];
    expect(keys.map((key) => partitionOf(key, 12))).toEqual(keys.map((key) => kafkas(key, 12)));
  });
});
