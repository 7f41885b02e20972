import { describe, expect, it } from '@jest/globals';
import { readReceipt, receiptIn } from '../../../src/three-pl/rest/receipt-document.js';

/** The sample of contracts/rlm-and-3pl.md §4.2. */
const sample = {
  receipt_id: 'RCV880017',
  return_order_id: 'ro_51',
  ra_number: '700123',
  warehouse_code: 'WEST1',
  received_at: '2026-03-09T10:20:00-05:00',
  revision: 1,
  final: true,
  lines: [
    { line_no: 1, sku: 'TS100-BLK-M', upc: '012345678905', quantity: 1, condition: 'GOOD', disposition: 'RESTOCK' },
    {
      line_no: 1,
      sku: 'TS100-BLK-M',
      quantity: 1,
      condition: 'DAMAGED',
      disposition: 'SECONDS',
      exception_code: 'DAMAGED',
      note: 'stain, left sleeve',
      photo_urls: [],
    },
    {
      line_no: null,
      sku: 'TS100-RED-M',
      quantity: 1,
      condition: 'GOOD',
      disposition: 'HOLD',
      exception_code: 'WRONG_ITEM',
    },
  ],
};

describe('a receipt as the warehouse sends it', () => {
  it('is read into our words', () => {
    expect(readReceipt(sample)).toEqual({
      raNumber: '700123',
      trackingNumber: null,
      orderNumber: null,
      receipt: {
        receiptId: 'RCV880017',
        revision: 1,
        receivedAt: '2026-03-09T15:20:00.000Z',
        warehouse: 'WEST1',
        final: true,
        lines: [
          {
            ...{ lineNo: 1, sku: 'TS100-BLK-M', barcode: '012345678905', quantity: 1 },
            ...{ condition: 'good', disposition: 'restock', exception: null, note: null },
          },
          {
            ...{ lineNo: 1, sku: 'TS100-BLK-M', barcode: null, quantity: 1 },
            ...{ condition: 'damaged', disposition: 'seconds', exception: 'damaged', note: 'stain, left sleeve' },
          },
          {
            ...{ lineNo: null, sku: 'TS100-RED-M', barcode: null, quantity: 1 },
            ...{ condition: 'good', disposition: 'hold', exception: 'wrong-item', note: null },
          },
        ],
      },
    });
  });

  it('may stand in an event of the webhook', () => {
    const event = { event_id: 'evt_1', type: 'return_receipt.updated', data: sample };
    expect(receiptIn(event)).toEqual(sample);
    expect(receiptIn(sample)).toEqual(sample);
    const other = { type: 'return_order.arrived', data: sample };
    expect(receiptIn(other)).toBe(other);
  });

  it('may be blind, and hold items that nobody could name', () => {
    const blind = {
      ...sample,
      ra_number: '',
      tracking_number: ' 1Z999 ',
      lines: [{ ...sample.lines[0], sku: '', upc: null }],
    };
    expect(readReceipt(blind)).toMatchObject({
      raNumber: null,
      trackingNumber: '1Z999',
      receipt: { lines: [{ sku: null, barcode: null }] },
    });
  });

  it('of nothing has no lines', () => {
    const lines = [{ ...sample.lines[0], quantity: 0 }];
    expect(readReceipt({ ...sample, lines }).receipt.lines).toEqual([]);
    expect(readReceipt({ ...sample, lines: [] }).receipt.lines).toEqual([]);
  });

  it.each([
    ['no JSON object', 'receipt'],
    ['without an id', { ...sample, receipt_id: undefined }],
    ['with an id that RLM cannot hold', { ...sample, receipt_id: 'RCV8800170000' }],
    ['that does not say whether it is final', { ...sample, final: undefined }],
    ['without lines', { ...sample, lines: undefined }],
    ['received at no time', { ...sample, received_at: 'yesterday' }],
    ['in a condition that nobody knows', { ...sample, lines: [{ ...sample.lines[0], condition: 'WET' }] }],
    ['with a disposition that nobody knows', { ...sample, lines: [{ ...sample.lines[0], disposition: 'SOLD' }] }],
    ['with an exception that nobody knows', { ...sample, lines: [{ ...sample.lines[0], exception_code: 'EATEN' }] }],
    ['of half a unit', { ...sample, lines: [{ ...sample.lines[0], quantity: 0.5 }] }],
    ['of less than nothing', { ...sample, lines: [{ ...sample.lines[0], quantity: -1 }] }],
  ])('is not guessed at: %s', (_, raw) => {
    expect(() => readReceipt(raw)).toThrow(
      expect.objectContaining({ code: 'RECEIPT_NOT_UNDERSTOOD', retryable: false }),
    );
  });
});
