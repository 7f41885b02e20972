import { BackhaulError } from '@backhaul/contracts';
import { describe, expect, it } from '@jest/globals';
import { isTransient } from '../src/consumer/failure.js';

const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

describe('what is tried again', () => {
  it.each([
    '08006',
    '08P01',
    '40001',
    '40P01',
    '53300',
    '57P01',
    '57014',
    '55P03',
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
  ])('%s passes by itself', (code) => expect(isTransient(withCode(code))).toBe(true));

  it.each(['23505', '22P02', '42P01', '25P02', 'ERR_ASSERTION'])('%s would fail again', (code) =>
    expect(isTransient(withCode(code))).toBe(false),
  );

  it('an error that says of itself whether it is retryable is believed', () => {
    expect(isTransient(new BackhaulError('VERSION_CONFLICT', 'x', { retryable: true }))).toBe(true);
    expect(isTransient(new BackhaulError('RETURN_UNKNOWN', 'x', { cause: withCode('ECONNRESET') }))).toBe(false);
  });

  it('a lost connection that pg reports without a code passes', () => {
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(new AggregateError([withCode('ECONNREFUSED')]))).toBe(true);
    expect(isTransient(new Error('query failed', { cause: withCode('40001') }))).toBe(true);
  });

  it('a bug is not tried again', () => {
    expect(isTransient(new TypeError('x is not a function'))).toBe(false);
    expect(isTransient('a string')).toBe(false);
    expect(isTransient(undefined)).toBe(false);
  });
});
