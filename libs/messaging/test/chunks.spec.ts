import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chunksOf } from '../src/kafka/chunks.js';

const messages = fc.array(
  fc.record({
    key: fc.string(),
    headers: fc.dictionary(fc.string(), fc.string()),
    value: fc.string({ maxLength: 300 }),
  }),
);

describe('the pieces of a publish', () => {
  it('hold every message once, in order, none of them empty, none above a limit unless one message is', () => {
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 9 }), (all, largest, most) => {
        const chunks = chunksOf(all, { largest, most });
        expect(chunks.flat()).toEqual(all);
        for (const chunk of chunks) {
          expect(chunk.length).toBeGreaterThan(0);
          expect(chunk.length).toBeLessThanOrEqual(most);
          const bytes = chunk.reduce((sum, one) => sum + Buffer.byteLength(one.value), 0);
          expect(chunk.length === 1 || bytes <= largest).toBe(true);
        }
      }),
    );
  });
});
