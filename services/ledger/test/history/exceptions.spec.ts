import { describe, expect, it } from '@jest/globals';
import { historyOf } from '../../src/history/history.js';
import { receiptText } from '../../src/history/receipt-wording.js';
import { envelopeOf, type Chapter } from '../support/envelopes.js';
import { initiated, northfold, refund, usd } from '../support/northfold.js';
import { run } from '../support/run.js';

const { returnId } = northfold;
const at = '2026-09-20T15:00:00.000Z';
const refundPart = { refundId: refund.refundId, orderId: northfold.orderId, transactionId: '71', amount: usd(3608) };

/** The line that one event makes; refunds are those of the processed return. */
const lineOf = (chapter: Chapter): string | undefined => {
  const processed: Chapter = {
    from: 'loop-gateway',
    type: 'ReturnProcessed',
    at: '2026-09-20T14:05:40.000Z',
    data: {
      returnId,
      processedAt: '2026-09-20T14:05:40.000Z',
      refundIds: [refund.refundId],
      refunded: usd(13608),
      storeCredit: usd(0),
      exchangeCredit: usd(0),
      upsell: usd(0),
      partial: false,
      exchangeOrders: [],
      processedByUs: true,
    },
  };
  const { state } = run(
    returnId,
    [processed, chapter].map((one) => envelopeOf(northfold, one)),
  );
  return historyOf(state).find(({ happenedAt, type }) => happenedAt === at && type === chapter.type)?.text;
};

const told: readonly [string, Chapter][] = [
  [
    'Return 88120045 submitted: 1 unit of order #20418, exchange and refund of 38.88 USD',
    {
      from: 'loop-gateway',
      type: 'ReturnInitiated',
      at,
      data: { ...initiated, outcome: 'exchange+refund', amounts: { ...initiated.amounts, refund: usd(3888) } },
    },
  ],
  [
    'Return processed in Loop, not at our request: exchange order EXC-20418',
    {
      from: 'loop-gateway',
      type: 'ReturnProcessed',
      at,
      data: {
        returnId,
        processedAt: at,
        refundIds: [],
        refunded: usd(0),
        storeCredit: usd(0),
        exchangeCredit: usd(0),
        upsell: usd(0),
        partial: false,
        exchangeOrders: [{ orderId: '66', orderName: 'EXC-20418', native: false }],
        processedByUs: false,
      },
    },
  ],
  [
    'Loop could not process the return: no reason given',
    { from: 'loop-gateway', type: 'ReturnProcessingFailed', at, data: { returnId, failedAt: at, message: null } },
  ],
  [
    'Return flagged for review in Loop',
    { from: 'loop-gateway', type: 'ReturnFlagged', at, data: { returnId, flaggedAt: at } },
  ],
  [
    'Return cancelled in Loop',
    { from: 'loop-gateway', type: 'ReturnCancelled', at, data: { returnId, cancelledAt: at } },
  ],
  [
    'Return expired in Loop: the parcel was never shipped',
    { from: 'loop-gateway', type: 'ReturnExpired', at, data: { returnId, expiredAt: at } },
  ],
  [
    'Return closed in Loop without an outcome',
    { from: 'loop-gateway', type: 'ReturnClosed', at, data: { returnId, closedAt: at } },
  ],
  [
    'Parcel status: customs_hold (DHL)',
    {
      from: 'loop-gateway',
      type: 'ParcelProgressed',
      at,
      data: {
        returnId,
        status: 'customs_hold',
        carrier: 'DHL',
        trackingNumber: null,
        labelUrl: null,
        progressedAt: at,
      },
    },
  ],
  [
    'Order #20418 read from Shopify: 1 of 2 units shipped',
    {
      from: 'shopify-gateway',
      type: 'OrderRecorded',
      at,
      data: {
        orderId: northfold.orderId,
        orderName: '#20418',
        placedAt: at,
        updatedAt: at,
        lines: [{ orderLineId: '1', sku: null, title: 'Jacket', quantity: 2, shippedQuantity: 1 }],
      },
    },
  ],
  [
    'Pending 36.08 USD of the refund paid by Shopify',
    { from: 'shopify-gateway', type: 'RefundMoneySettled', at, data: { ...refundPart, settledAt: at } },
  ],
  [
    'Refund payment of 36.08 USD failed in Shopify: the shopper has not been paid',
    { from: 'shopify-gateway', type: 'RefundMoneyFailed', at, data: { ...refundPart, failedAt: at } },
  ],
  [
    'Held for a person to decide: 1 of 2 units missing; stain on the left sleeve',
    {
      from: 'rlm-adapter',
      type: 'ReturnHeld',
      at,
      data: {
        returnId,
        heldAt: at,
        reasons: [
          { kind: 'short', unitId: null, text: '1 of 2 units missing' },
          { kind: 'damaged', unitId: 'u1', text: 'stain on the left sleeve' },
        ],
      },
    },
  ],
  [
    'Refund 929361 not imported into the ERP: never shipped from RLM',
    {
      from: 'rlm-adapter',
      type: 'RefundSkipped',
      at,
      data: { returnId, refundId: '929361', reason: 'never shipped from RLM', severity: 'warning', skippedAt: at },
    },
  ],
  [
    'Task for finance: Give the credit',
    {
      from: 'rlm-adapter',
      type: 'TaskOpened',
      at,
      data: {
        taskId: 't',
        returnId,
        kind: 'k',
        title: 'Give the credit',
        why: 'w',
        values: {},
        role: 'finance',
        openedAt: at,
      },
    },
  ],
  [
    'Task done: seen in RLM',
    { from: 'rlm-adapter', type: 'TaskClosed', at, data: { taskId: 't', returnId, how: 'seen in RLM', closedAt: at } },
  ],
];

describe('the history tells what does not go as planned', () => {
  it.each(told)('%s', (text, chapter) => {
    expect(lineOf(chapter)).toBe(text);
  });
});

describe('a receipt', () => {
  const unit = {
    unitId: 'u',
    sku: 'S',
    condition: 'good',
    quality: 'first',
    disposition: 'restock',
    exception: null,
    note: null,
  } as const;
  const receipt = {
    returnId,
    receiptId: 'R',
    documentNumber: '1',
    receivedAt: at,
    warehouse: 'WEST1',
    final: true,
    system: '3PL',
  };

  it('counts units of one kind together', () => {
    const units = [unit, { ...unit, condition: 'damaged' as const, quality: 'second' as const }, unit];
    expect(receiptText({ ...receipt, units })).toBe('2 units received in good condition and 1 damaged at WEST1');
  });

  it('names what nobody announced, and second quality', () => {
    const units = [
      { ...unit, quality: 'second' as const },
      { ...unit, unitId: null, exception: 'wrong-item' as const },
      { ...unit, unitId: null, exception: 'over' as const },
    ];
    expect(receiptText({ ...receipt, units })).toBe(
      '1 unit received as second quality, 1 in good condition of a wrong item and 1 in good condition beyond what was announced at WEST1',
    );
  });

  it('says that nothing came', () => {
    expect(receiptText({ ...receipt, units: [] })).toBe('Nothing received at WEST1; no more is expected');
  });
});
