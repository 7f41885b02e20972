import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contentHash } from '../../src/journal/content-hash.js';

const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, turned(field)]),
  );
};

describe('the fingerprint of a content', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => contentHash(turned(value)) === contentHash(value)));
  });

  it('differs for every amount of a document', () => {
    const all = Array.from({ length: 20_000 }, (_, amount) =>
      contentHash([{ account: 'tax', amount, currency: 'USD' }]),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((hash) => /^[0-9a-f]{16}$/.test(hash))).toBe(true);
  });
});
