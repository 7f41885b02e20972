import type { AnyEnvelope } from '@backhaul/contracts';
import { envelopeOf, type Chapter, type Setting } from './envelopes.js';
import { usd } from './northfold.js';

/** Two shirts of Oak & Linen come back; RLM's jobs carry them, one part of the refund is pending at first. */
export const oakandlinen: Setting = {
  merchantId: 'oakandlinen',
  returnId: 'oakandlinen-88400012',
  orderId: '6611223344556',
};

const { returnId, orderId } = oakandlinen;
const unit = (unitId: string, sku: string) => ({
  unitId,
  orderLineId: `line-${unitId}`,
  variantId: null,
  sku,
  barcode: null,
  title: 'Linen shirt',
  price: usd(5000),
  discount: usd(0),
  tax: usd(400),
  refund: usd(5400),
  reason: 'Too small',
  parentReason: null,
});
const received = (unitId: string, sku: string) => ({
  unitId,
  sku,
  condition: 'good' as const,
  quality: 'first' as const,
  exception: null,
  note: null,
});

/** Every event of the standard return, in the order in which it happens. */
export const oakandlinenStory: readonly Chapter[] = [
  {
    from: 'loop-gateway',
    type: 'ReturnInitiated',
    at: '2026-03-02T10:00:00.000Z',
    data: {
      returnId,
      externalReturnId: '88400012',
      order: { orderId, orderName: 'EC-10442' },
      outcome: 'refund',
      shopper: null,
      units: [unit('u1', 'TS100-BLK-M'), unit('u2', 'TS100-BLK-L')],
      exchangeItems: [],
      amounts: {
        product: usd(10000),
        discount: usd(0),
        tax: usd(800),
        total: usd(10800),
        exchangeCredit: usd(0),
        refund: usd(10800),
        storeCredit: usd(0),
        upsell: usd(0),
        handlingFee: usd(0),
      },
      parcel: { carrier: 'USPS', trackingNumber: '9400100000000000000077', status: 'new' },
      initiatedAt: '2026-03-02T10:00:00.000Z',
      learnedVia: 'sweep',
    },
  },
  {
    from: 'rlm-adapter',
    type: 'ReturnAuthorized',
    at: '2026-03-02T10:15:00.000Z',
    data: {
      returnId,
      documentKind: 'RA',
      documentNumber: '700123',
      authorizedAt: '2026-03-02T10:15:00.000Z',
      warehouse: 'WEST1',
      system: 'RLM',
      job: 'LoopImportReturnAuthorizations',
      expects: [
        'AsnTransmitted',
        'ReceiptRecorded',
        'RefundImported',
        'InventoryRestocked',
        'CreditIssued',
        'InventoryExported',
        'InventoryLevelSet',
      ],
    },
  },
  {
    from: 'rlm-adapter',
    type: 'AsnTransmitted',
    at: '2026-03-02T10:16:00.000Z',
    data: {
      returnId,
      documentNumber: '700123',
      warehouseReference: 'ro_51',
      transmittedAt: '2026-03-02T10:16:00.000Z',
      system: '3PL',
    },
  },
  {
    from: 'rlm-adapter',
    type: 'ReceiptRecorded',
    at: '2026-03-09T15:20:00.000Z',
    data: {
      returnId,
      receiptId: 'RCV880017',
      documentNumber: '700123',
      receivedAt: '2026-03-09T15:20:00.000Z',
      warehouse: 'WEST1',
      final: true,
      units: [received('u1', 'TS100-BLK-M'), received('u2', 'TS100-BLK-L')],
      system: '3PL',
    },
  },
  {
    from: 'rlm-adapter',
    type: 'ReturnCleared',
    at: '2026-03-09T15:30:00.000Z',
    data: {
      returnId,
      clearedAt: '2026-03-09T15:30:00.000Z',
      basis: 'receipt-matches',
      documentNumber: '700123',
      job: 'LoopExportReturnReceipts',
    },
  },
  {
    from: 'shopify-gateway',
    type: 'RefundRecorded',
    at: '2026-03-09T15:31:00.000Z',
    data: {
      refundId: '700001',
      orderId,
      orderName: 'EC-10442',
      createdAt: '2026-03-09T15:31:00.000Z',
      lines: [],
      shipping: usd(0),
      moneyRefunded: usd(8000),
      moneyPending: usd(2800),
    },
  },
  {
    from: 'shopify-gateway',
    type: 'RefundMoneySettled',
    at: '2026-03-09T16:00:00.000Z',
    data: {
      refundId: '700001',
      orderId,
      transactionId: '5001',
      amount: usd(2800),
      settledAt: '2026-03-09T16:00:00.000Z',
    },
  },
  {
    from: 'loop-gateway',
    type: 'ReturnProcessed',
    at: '2026-03-09T15:31:10.000Z',
    data: {
      returnId,
      processedAt: '2026-03-09T15:31:10.000Z',
      refundIds: ['700001'],
      refunded: usd(10800),
      exchangeOrders: [],
      processedByUs: true,
    },
  },
  {
    from: 'rlm-adapter',
    type: 'RefundImported',
    at: '2026-03-09T16:15:00.000Z',
    data: {
      returnId,
      refundId: '700001',
      documentNumber: 'RI-9',
      applied: usd(10800),
      importedAt: '2026-03-09T16:15:00.000Z',
      system: 'RLM',
      job: 'ShopifyImportRefunds',
    },
  },
  {
    from: 'rlm-adapter',
    type: 'InventoryRestocked',
    at: '2026-03-09T16:15:00.000Z',
    data: {
      returnId,
      restockedAt: '2026-03-09T16:15:00.000Z',
      documentNumber: '700123',
      movements: [
        { sku: 'TS100-BLK-M', barcode: null, warehouse: 'WEST1', quality: 'first', quantity: 1 },
        { sku: 'TS100-BLK-L', barcode: null, warehouse: 'WEST1', quality: 'first', quantity: 1 },
      ],
      system: 'RLM',
    },
  },
  {
    from: 'rlm-adapter',
    type: 'CreditIssued',
    at: '2026-03-09T16:15:00.000Z',
    data: {
      returnId,
      documentKind: 'credit-invoice',
      documentNumber: '9001',
      issuedAt: '2026-03-09T16:15:00.000Z',
      total: usd(10800),
      merchandise: usd(10000),
      tax: usd(800),
      freight: usd(0),
      fee: usd(0),
      adjustment: usd(0),
      system: 'RLM',
      job: 'ShopifyImportRefunds',
    },
  },
  {
    from: 'rlm-adapter',
    type: 'InventoryExported',
    at: '2026-03-09T16:30:00.000Z',
    data: {
      returnId,
      exportedAt: '2026-03-09T16:30:00.000Z',
      levels: [
        { sku: 'TS100-BLK-M', locationId: '655441491', available: 13 },
        { sku: 'TS100-BLK-L', locationId: '655441491', available: 4 },
      ],
      system: 'RLM',
      job: 'ShopifyExportInventory',
    },
  },
  {
    from: 'shopify-gateway',
    type: 'InventoryLevelSet',
    at: '2026-03-09T16:30:10.000Z',
    data: { returnId, sku: 'TS100-BLK-M', locationId: '655441491', available: 13, setAt: '2026-03-09T16:30:10.000Z' },
  },
  {
    from: 'shopify-gateway',
    type: 'InventoryLevelSet',
    at: '2026-03-09T16:30:11.000Z',
    data: { returnId, sku: 'TS100-BLK-L', locationId: '655441491', available: 4, setAt: '2026-03-09T16:30:11.000Z' },
  },
];

export const oakandlinenEvents: readonly AnyEnvelope[] = oakandlinenStory.map((chapter) =>
  envelopeOf(oakandlinen, chapter),
);
