import { describe, expect, it } from '@jest/globals';
import { BackhaulError, orderSubjectOf, partitionKeyOf, returnIdOf, serviceNames, topicOf } from '../src/index.js';

describe('names on the bus', () => {
  it('are built from the merchant and the number that people know', () => {
    expect(returnIdOf('northfold', '88120045')).toBe('northfold-88120045');
    expect(orderSubjectOf('northfold', '5511223344556')).toBe('northfold-order-5511223344556');
    expect(partitionKeyOf('northfold', '5511223344556')).toBe('northfold/5511223344556');
  });

  it('give each service a topic of its own', () => {
    expect(topicOf('ledger')).toBe('backhaul.ledger');
    expect(new Set(serviceNames.map(topicOf)).size).toBe(serviceNames.length);
  });
});

describe('BackhaulError', () => {
  it('is not worth a retry unless it says so', () => {
    expect(new BackhaulError('X', 'x').retryable).toBe(false);
    expect(new BackhaulError('X', 'x', { retryable: true }).retryable).toBe(true);
  });

  it('keeps its cause, its details and the name of its class', () => {
    class Special extends BackhaulError {}
    const cause = new Error('inner');
    const error = new Special('X', 'x', { cause, details: { path: 'a' } });
    expect([error.name, error.code, error.cause, error.details]).toEqual(['Special', 'X', cause, { path: 'a' }]);
  });
});
