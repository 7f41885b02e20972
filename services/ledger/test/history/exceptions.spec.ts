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
      data: {
        ...{ returnId, refundId: '929361', reason: 'never shipped from RLM', severity: 'warning', skippedAt: at },
        accepted: null,
      },
    },
  ],
  [
    'Refund 929361 needs no further import (information: Refund ID Already Exists)',
    {
      from: 'rlm-adapter',
      type: 'RefundSkipped',
      at,
      data: {
        ...{ returnId, refundId: '929361', reason: 'Refund ID Already Exists', severity: 'info', skippedAt: at },
        accepted: null,
      },
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

const order = { exchangeOrderId: 'E1', exchangeOrderName: 'EXC-20418' };
const ofExchanges: readonly [string, Chapter][] = [
  [
    'Exchange order EXC-20418 created in Shopify, discounted by 90.00 USD: 7.20 USD (recognised by its name and tags)',
    {
      from: 'shopify-gateway',
      type: 'ExchangeOrderCreated',
      at,
      data: {
        ...order,
        returnId,
        orderId: northfold.orderId,
        orderName: '#20418',
        native: false,
        createdAt: at,
        lines: [],
        merchandise: usd(9000),
        creditDiscount: usd(9000),
        otherDiscounts: usd(0),
        shipping: usd(0),
        tax: usd(720),
        total: usd(720),
        shippingMethod: null,
        paymentMethods: [],
        cancelled: false,
        confidence: 'probable',
        evidence: ['its name'],
      },
    },
  ],
  [
    'Exchange order EXC-20418 imported as order SO-9 in AIMS360: 0.00 USD, 97.20 USD taken off by a discount, shipping type UPS, payment type EXCH',
    {
      from: 'aims360-adapter',
      type: 'ExchangeOrderImported',
      at,
      data: {
        ...order,
        returnId,
        documentNumber: 'SO-9',
        amended: false,
        importedAt: at,
        merchandise: usd(9000),
        offset: { kind: 'discount', amount: usd(9720) },
        total: usd(0),
        shippingType: 'UPS',
        paymentType: 'EXCH',
        system: 'AIMS360',
        job: null,
      },
    },
  ],
  [
    'AR credit LOOP-88120045-D of 0.01 USD posted against credit memo CM-5501 for rounding',
    {
      from: 'aims360-adapter',
      type: 'CreditOffsetPosted',
      at,
      data: {
        returnId,
        creditDocument: 'CM-5501',
        documentNumber: 'DA-D',
        amount: usd(-1),
        reason: 'ROUND',
        reference: 'LOOP-88120045-D',
        purpose: 'rounding',
        taxNotCarried: usd(0),
        postedAt: at,
        system: 'AIMS360',
      },
    },
  ],
  [
    'Return edited in Loop, now 1 unit (1 kept by the shopper), store credit of 50.00 USD',
    {
      from: 'loop-gateway',
      type: 'ReturnRevised',
      at,
      data: {
        ...snapshotOfInitiated(),
        units: initiated.units.map((unit) => ({ ...unit, outcome: 'keep' })),
        outcome: 'credit',
        amounts: { ...initiated.amounts, refund: usd(0), storeCredit: usd(5000) },
        revision: 2,
        revisedAt: at,
      },
    },
  ],
];

function snapshotOfInitiated() {
  const { initiatedAt: _, learnedVia: __, ...snapshot } = initiated;
  return snapshot;
}

describe('the history tells of exchanges and edits', () => {
  it.each(ofExchanges)('%s', (text, chapter) => {
    expect(lineOf(chapter)).toBe(text);
  });
});

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
