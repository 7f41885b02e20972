import { describe, expect, it } from '@jest/globals';
import { bellOf, laneOf, readBell } from '../../src/loop/bell.js';

const body = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

describe('a webhook of Loop', () => {
  it.each([
    [{ topic: 'return', trigger: 'return.created', id: '88120045' }],
    [{ topic: 'label', trigger: 'label.updated', id: 88120045 }],
    [{ topic: 'restock', trigger: 'restock.requested', id: '88120045' }],
    [{ topic: 'giftcard', trigger: 'giftcard.requested', id: 5, return_id: 88120045 }],
    [{ topic: 'label.request', trigger: 'label.request.issued', id: 5, return_id: '88120045' }],
    [{ topic: 'return.processing', trigger: 'return.processing.failed', return_id: 88120045, message: null }],
  ])('names its return where its topic has it: %j', (webhook) => {
    expect(readBell(body(webhook)).externalReturnId).toBe('88120045');
    expect(laneOf(body(webhook))).toBe('88120045');
  });

  it('announces a return, unless it only tells of its label', () => {
    expect(readBell(body({ topic: 'return', id: 1 })).announces).toBe(true);
    expect(readBell(body({ topic: 'return.processing', return_id: 1 })).announces).toBe(true);
    expect(readBell(body({ topic: 'label', id: 1 })).announces).toBe(false);
  });

  it('of the topic return brings what a warehouse needs to match the parcel', () => {
    const address = { name: 'Ida Berg', zip: '55802', country_code: 'US', phone: '' };
    expect(readBell(body({ topic: 'return', id: 1, address })).shopper).toEqual({
      name: 'Ida Berg',
      postalCode: '55802',
      countryCode: 'US',
    });
    expect(readBell(body({ topic: 'label', id: 1, address })).shopper).toBeNull();
  });

  it.each([[[]], [null], [{ name: 7, zip: ['x'] }], ['somewhere']])('rings although its address is %j', (address) => {
    expect(readBell(body({ topic: 'return', id: 1, address }))).toMatchObject({ externalReturnId: '1', shopper: null });
  });

  it('says that processing failed, with a message or without', () => {
    const failed = (message: unknown) =>
      readBell(body({ topic: 'return.processing', return_id: 1, return_state: 'open', message })).failure;
    expect(failed('Insufficient funds')).toEqual({ message: 'Insufficient funds' });
    for (const none of [null, '', undefined]) expect(failed(none)).toEqual({ message: null });
    expect(readBell(body({ topic: 'return', id: 1, message: 'x' })).failure).toBeNull();
  });

  it.each([
    'not json',
    '"true"',
    'null',
    '[]',
    '{}',
    '{"topic":"return"}',
    '{"topic":"return","id":null}',
    '{"topic":"return","id":""}',
    '{"topic":"giftcard","id":5}',
    '{"topic":"order","id":5}',
    '{"id":5}',
  ])('that names no return is not understood, and waits for a person: %s', (text) => {
    expect(() => readBell(body(text))).toThrow(
      expect.objectContaining({ code: 'WEBHOOK_NOT_UNDERSTOOD', retryable: false }),
    );
    expect(laneOf(body(text))).toBe('not-understood');
  });

  it('is told from the bell of the sweep, which knows when the return had changed', () => {
    const at = new Date('2026-09-14T16:05:00Z');
    expect(readBell(bellOf('88120045', at))).toMatchObject({ externalReturnId: '88120045', changedAt: at });
    expect(readBell(body({ topic: 'return', id: 1 })).changedAt).toBeNull();
  });
});
