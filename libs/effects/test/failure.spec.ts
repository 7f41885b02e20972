import { describe, expect, it } from '@jest/globals';
import { BackhaulError } from '@backhaul/contracts';
import { failureOf, isPermanent, isTransient } from '../src/run/failure.js';

const error = (fields: object): Error => Object.assign(new Error('said the vendor'), fields);

describe('what a failed send means', () => {
  it.each([
    ['not delivered', { delivered: 'no' }, 'not-applied'],
    ['not delivered, and a retry seems useless', { delivered: 'no', retryable: false }, 'not-applied'],
    ['answered, worth a retry', { delivered: 'answered', retryable: true }, 'not-applied'],
    ['answered, final', { delivered: 'answered', retryable: false }, 'refused'],
    ['answered, nothing said', { delivered: 'answered' }, 'refused'],
    ['delivery unknown', { delivered: 'unknown', retryable: true }, 'in-doubt'],
    ['nothing said about delivery', { retryable: false }, 'in-doubt'],
    ['a word that we do not know', { delivered: 'maybe' }, 'in-doubt'],
  ])('%s', (_, fields, kind) => {
    expect(failureOf(error(fields))).toMatchObject({ kind, reason: 'said the vendor' });
  });

  it.each([undefined, null, 'text', 42])('is doubt for a thrown %p', (thrown) => {
    expect(failureOf(thrown)).toEqual({ kind: 'in-doubt', reason: String(thrown) });
  });

  it('carries the time that the vendor asked for', () => {
    expect(failureOf(error({ delivered: 'no', retryAfterMs: 1500 }))).toMatchObject({ retryAfterMs: 1500 });
    expect(failureOf(error({ delivered: 'no', retryAfterMs: 'soon' }))).not.toHaveProperty('retryAfterMs');
  });

  it('keeps the facts of a refusal', () => {
    const refused = failureOf(error({ delivered: 'answered', code: 'VENDOR_REFUSED', status: 422, body: { a: 1 } }));
    expect(refused).toMatchObject({ result: { code: 'VENDOR_REFUSED', status: 422, body: { a: 1 } } });
  });
});

describe('a failure of our own side', () => {
  it('is transient when its flag says so, or Postgres or the network does', () => {
    expect(isTransient(new BackhaulError('X', 'x', { retryable: true }))).toBe(true);
    for (const code of ['40001', '40P01', '08006', '57P01', '53300', 'ECONNRESET']) {
      expect(isTransient(error({ code }))).toBe(true);
    }
    for (const code of ['23505', '22P02', 'SOMETHING']) expect(isTransient(error({ code }))).toBe(false);
    expect(isTransient(new TypeError('bug'))).toBe(false);
  });

  it('is permanent only when Postgres refuses the statement', () => {
    for (const code of ['23514', '22P02', '42P01']) expect(isPermanent(error({ code }))).toBe(true);
    expect(isPermanent(new Error('Connection terminated unexpectedly'))).toBe(false);
  });
});
