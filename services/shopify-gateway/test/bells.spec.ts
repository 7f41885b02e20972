import { describe, expect, it } from '@jest/globals';
import { laneOf, readBell, RETURN_BELL } from '../src/bells/bell.js';

const body = (text: string): Buffer => Buffer.from(text);

describe('a webhook of Shopify', () => {
  it('names the order of a refund, to the last digit of an id beyond 2^53', () => {
    const text = '{"id":9100000000000100001,"order_id":9100000000000000003,"note":"order_id: 9100000000000000009"}';
    expect(readBell('refunds/create', body(text)).orderId).toBe('9100000000000000003');
  });

  it('leaves long digits inside of text as they are', () => {
    const text = String.raw`{"note":"a \"quoted\" 12345678901234567890","order_id":5511223344556}`;
    expect(readBell('refunds/create', body(text)).orderId).toBe('5511223344556');
  });

  it('rings for everyone when the order has a refund, and otherwise only for orders that are known', () => {
    const updated = (refunds: string) => readBell('orders/updated', body(`{"id":55,"refunds":${refunds}}`));
    expect(updated('[{"id":1}]').concerns).toBe('everyone');
    expect(updated('[]').concerns).toBe('known');
  });

  it('tells the end of a pending refund from the payment of a new order', () => {
    const ended = (kind: string) => readBell('order_transactions/create', body(`{"order_id":55,"kind":"${kind}"}`));
    expect(ended('refund')).toMatchObject({ orderId: '55', concerns: 'everyone', hasReturn: false });
    expect(ended('sale').concerns).toBe('known');
  });

  it.each(['not json', '{}', '{"order_id":"#20418"}', '[]', 'null'])(
    'that names no order is not understood: %s',
    (text) => {
      expect(() => readBell('refunds/create', body(text))).toThrow(
        expect.objectContaining({ code: 'WEBHOOK_NOT_UNDERSTOOD', retryable: false }),
      );
      expect(laneOf('refunds/create', body(text))).toBe('not-understood');
    },
  );

  it('is told from a bell that a return rings', () => {
    expect(readBell(RETURN_BELL, body('{"order_id":"55"}'))).toMatchObject({
      orderId: '55',
      concerns: 'everyone',
      hasReturn: true,
      mayBeExchange: false,
    });
  });

  it('shows what the order says of itself, so that an exchange order is recognised without a call', () => {
    const text =
      '{"id":55,"name":"EXC-20418","tags":"20418, vip","note":"Exchange for order #20418",' +
      '"note_attributes":[{"name":"original_order","value":"#20418"},{"name":"gift","value":true}]}';
    expect(readBell('orders/create', body(text))).toMatchObject({
      concerns: 'known',
      appearance: {
        orderName: 'EXC-20418',
        tags: ['20418', 'vip'],
        note: 'Exchange for order #20418',
        attributes: [
          { key: 'original_order', value: '#20418' },
          { key: 'gift', value: null },
        ],
      },
    });
  });
});
