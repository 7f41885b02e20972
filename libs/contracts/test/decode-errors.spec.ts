import { describe, expect, it } from '@jest/globals';
import { BackhaulError, decodeEnvelope, encodeEnvelope, type WireMessage } from '../src/index.js';
import { sampleEnvelope } from './samples.js';

const good = encodeEnvelope(sampleEnvelope('ReturnSettled'));
const withHeader = (name: string, value: string): WireMessage => ({
  ...good,
  headers: { ...good.headers, [name]: value },
});

function without(name: string): WireMessage {
  const headers = Object.entries(good.headers).filter(([header]) => header !== name);
  return { ...good, headers: Object.fromEntries(headers) };
}

function errorOf(message: WireMessage): BackhaulError {
  try {
    decodeEnvelope(message);
  } catch (error) {
    if (error instanceof BackhaulError) return error;
    throw error;
  }
  throw new Error('the message was accepted');
}

describe('a message that cannot be read', () => {
  const attributes = Object.keys(good.headers).filter((name) => name.startsWith('ce_') && name !== 'ce_specversion');

  it.each(attributes)('without %s is ENVELOPE_INCOMPLETE and says which header', (name) => {
    const error = errorOf(without(name));
    expect([error.code, error.retryable]).toEqual(['ENVELOPE_INCOMPLETE', false]);
    expect(error.message).toContain(name);
  });

  it('with no headers at all is ENVELOPE_INCOMPLETE', () => {
    expect(errorOf({ key: null, headers: {}, value: null }).code).toBe('ENVELOPE_INCOMPLETE');
  });

  it('whose schema names no version is ENVELOPE_INCOMPLETE', () => {
    expect(errorOf(withHeader('ce_dataschema', '/schemas/ReturnSettled.json')).code).toBe('ENVELOPE_INCOMPLETE');
  });

  it.each(['ReturnTeleported', 'toString', '__proto__', 'returnsettled'])(
    'of type %s is EVENT_TYPE_UNKNOWN',
    (type) => {
      const error = errorOf(withHeader('ce_type', type));
      expect([error.code, error.retryable]).toEqual(['EVENT_TYPE_UNKNOWN', false]);
    },
  );

  it.each([0, 99])('of version %d is EVENT_VERSION_UNKNOWN', (version) => {
    const error = errorOf(withHeader('ce_dataschema', `/schemas/ReturnSettled.v${version}.json`));
    expect([error.code, error.retryable]).toEqual(['EVENT_VERSION_UNKNOWN', false]);
  });

  it.each(['', 'ReturnSettled', '{"returnId":', null])('with the value %p is NOT_JSON', (value) => {
    const error = errorOf({ ...good, value });
    expect([error.code, error.retryable]).toEqual(['NOT_JSON', false]);
  });

  it.each(['null', '[]', '"text"', '{}', '{"returnId":7}'])('with the JSON %p is EVENT_SCHEMA_MISMATCH', (value) => {
    const error = errorOf({ ...good, value });
    expect([error.code, error.retryable]).toEqual(['EVENT_SCHEMA_MISMATCH', false]);
  });

  it('lists every member that does not fit, by path, and repeats no value', () => {
    const data: unknown = {
      ...sampleEnvelope('ReturnSettled').data,
      settledAt: 'Tuesday',
      paidOut: { amount: 1.5, currency: 'USD' },
    };
    const { details } = errorOf({ ...good, value: JSON.stringify(data) });
    expect(details).toEqual([
      { path: 'settledAt', expected: expect.any(String) },
      { path: 'paidOut.amount', expected: expect.any(String) },
    ]);
    expect(JSON.stringify(details)).not.toContain('Tuesday');
  });
});

describe('a message from a newer publisher', () => {
  it('is read without the members that we do not know', () => {
    const value = JSON.stringify({ ...JSON.parse(good.value), addedLater: true });
    expect(decodeEnvelope({ ...good, value })).toEqual(sampleEnvelope('ReturnSettled'));
  });

  it('may carry headers that we do not know', () => {
    expect(decodeEnvelope(withHeader('ce_newattribute', 'x'))).toEqual(sampleEnvelope('ReturnSettled'));
  });
});
