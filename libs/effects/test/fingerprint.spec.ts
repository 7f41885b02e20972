import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlannedCall } from '../src/index.js';
import { fingerprintOf } from '../src/plan/fingerprint.js';

const call = {
  key: 'k',
  kind: 'create-rma',
  lane: 'l',
  merchantId: 'm',
  subject: 's',
  partitionKey: 'p',
  payload: null,
  correlationId: 'c',
  causationId: 'c',
} satisfies PlannedCall;

const of = (payload: unknown): string => fingerprintOf(call, JSON.stringify(payload));

/** The same value with the fields of every object in the other order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, reversed(field)]),
  );
}

const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('the fingerprint of a plan', () => {
  it('does not depend on the order of fields', () => {
    fc.assert(fc.property(json, (payload) => expect(of(reversed(payload))).toBe(of(payload))));
  });

  it('depends on every value, and on the order of lists', () => {
    const payloads = [{ a: 1 }, { a: 2 }, { b: 1 }, { a: '1' }, [1, 2], [2, 1], [[1], 2], {}, [], null, 'null'];
    expect(new Set(payloads.map(of)).size).toBe(payloads.length);
  });

  it('takes an object and a list of its fields as different', () => {
    expect(of({ a: 1 })).not.toBe(of([{ name: 'a', field: 1 }]));
  });
});
