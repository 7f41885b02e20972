import { describe, expect, it } from '@jest/globals';
import { idempotencyKey } from '../src/effects/idempotency-key.js';

describe('the idempotency key of a try', () => {
  it('is a UUID of version 5 that never changes', () => {
    expect(idempotencyKey('level:e1:OAK-1:66', 1)).toBe(idempotencyKey('level:e1:OAK-1:66', 1));
    expect(idempotencyKey('level:e1:OAK-1:66', 1)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('differs from call to call and from try to try', () => {
    const keys = ['level:e1:OAK-1:66', 'level:e2:OAK-1:66'].flatMap((call) =>
      [1, 2, 3].map((n) => idempotencyKey(call, n)),
    );
    expect(new Set(keys).size).toBe(6);
  });
});
