import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OffsetTracker } from '../src/bus/offset-tracker.js';

const batch = (offsets: bigint[]) =>
  offsets.map((offset) => ({ topic: 't', partition: 0, offset: offset.toString(), key: 'k', headers: {}, value: '' }));

// offsets of a compacted Kafka topic have gaps
const offsets = fc
  .uniqueArray(fc.bigInt({ min: 0n, max: 2n ** 40n }), { minLength: 1, maxLength: 40 })
  .map((all) => all.sort((a, b) => (a < b ? -1 : 1)));

describe('the offset that may be committed', () => {
  it('is that of the lowest unfinished message, in whatever order they are finished', () => {
    fc.assert(
      fc.property(
        offsets.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all))),
        ([all, finished]) => {
          const tracker = new OffsetTracker(batch(all));
          for (const offset of finished) tracker.finished(offset.toString());
          const lowest = all.find((offset) => !finished.includes(offset));
          const last = all.at(-1) ?? 0n;
          const expected = lowest ?? last + 1n;
          expect(tracker.next).toBe(expected === all[0] ? null : expected);
          expect(tracker.allFinished).toBe(lowest === undefined);
        },
      ),
    );
  });
});
