import type { AnyEnvelope, EventData } from '@backhaul/contracts';
import { envelopeOf, type Chapter, type Setting } from './envelopes.js';

/** A jacket of Northfold Outfitters comes back; AIMS360 credits, Shopify refunds 136.08, the AR debit offsets it. */
export const northfold: Setting = {
  merchantId: 'northfold',
  returnId: 'northfold-88120045',
  orderId: '5511223344556',
};

export const usd = (amount: number) => ({ amount, currency: 'USD' });
const { returnId, orderId } = northfold;

export const initiated: EventData<'ReturnInitiated'> = {
  returnId,
  externalReturnId: '88120045',
  order: { orderId, orderName: '#20418' },
  outcome: 'refund',
  shopper: { name: 'Ida Berg', postalCode: '55802', countryCode: 'US' },
  units: [
    {
      unitId: '640010',
      orderLineId: '14550011223344',
      variantId: '43556677889900',
      sku: 'NF-JKT-M',
      barcode: '012345678905',
      title: 'Ridge Jacket - M',
      price: usd(14000),
      discount: usd(1400),
      tax: usd(1008),
      refund: usd(13608),
      reason: 'Too warm',
      parentReason: 'Not as expected',
      outcome: 'return',
    },
  ],
  exchangeItems: [],
  exchangeOrders: [],
  amounts: {
    product: usd(14000),
    discount: usd(1400),
    tax: usd(1008),
    total: usd(13608),
    exchangeCredit: usd(0),
    exchangeTotal: usd(0),
    refund: usd(13608),
    storeCredit: usd(0),
    upsell: usd(0),
    handlingFee: usd(0),
  },
  parcel: { carrier: null, trackingNumber: null, status: 'pending', labelUrl: null },
  gift: false,
  multiCurrency: false,
  initiatedAt: '2026-09-14T16:02:11.000Z',
  learnedVia: 'webhook',
};

export const creditMemo: EventData<'CreditIssued'> = {
  returnId,
  documentKind: 'credit-memo',
  documentNumber: 'CM-5501',
  issuedAt: '2026-09-20T14:00:00.000Z',
  total: usd(13608),
  merchandise: usd(12600),
  tax: usd(1008),
  freight: usd(0),
  fee: usd(0),
  adjustment: usd(0),
  system: 'AIMS360',
  job: null,
};

export const refund: EventData<'RefundRecorded'> = {
  refundId: '929361',
  orderId,
  orderName: '#20418',
  createdAt: '2026-09-20T14:05:30.000Z',
  lines: [
    {
      orderLineId: '14550011223344',
      sku: 'NF-JKT-M',
      quantity: 1,
      restockType: 'return',
      locationId: '655441491',
      subtotal: usd(12600),
      tax: usd(1008),
    },
  ],
  shipping: usd(0),
  moneyRefunded: usd(13608),
  moneyPending: usd(0),
};

/** Every event of the standard return, in the order in which it happens. */
export const northfoldStory: readonly Chapter[] = [
  { from: 'loop-gateway', type: 'ReturnInitiated', at: initiated.initiatedAt, data: initiated },
  {
    from: 'aims360-adapter',
    type: 'ReturnAuthorized',
    at: '2026-09-14T16:02:40.000Z',
    data: {
      returnId,
      documentKind: 'RMA',
      documentNumber: '30115',
      authorizedAt: '2026-09-14T16:02:40.000Z',
      warehouse: 'RETURNS3PL',
      system: 'AIMS360',
      job: null,
      expects: ['ReceiptRecorded', 'InventoryRestocked', 'CreditIssued', 'CreditOffsetPosted'],
    },
  },
  {
    from: 'loop-gateway',
    type: 'ParcelProgressed',
    at: '2026-09-16T09:00:00.000Z',
    data: {
      returnId,
      status: 'in_transit',
      carrier: 'USPS',
      trackingNumber: '9400100000000000000001',
      labelUrl: null,
      progressedAt: '2026-09-16T09:00:00.000Z',
    },
  },
  {
    from: 'aims360-adapter',
    type: 'ReceiptRecorded',
    at: '2026-09-19T10:30:00.000Z',
    data: {
      returnId,
      receiptId: '30115-1',
      documentNumber: '30115',
      receivedAt: '2026-09-19T10:30:00.000Z',
      warehouse: 'RETURNS3PL',
      final: true,
      units: [
        {
          unitId: '640010',
          sku: 'NF-JKT-M',
          condition: 'good',
          quality: 'first',
          disposition: 'restock',
          exception: null,
          note: null,
        },
      ],
      system: 'AIMS360',
    },
  },
  {
    from: 'aims360-adapter',
    type: 'InventoryRestocked',
    at: '2026-09-19T10:30:00.000Z',
    data: {
      returnId,
      restockedAt: '2026-09-19T10:30:00.000Z',
      documentNumber: '30115',
      movements: [{ sku: 'NF-JKT-M', barcode: '012345678905', warehouse: 'RETURNS3PL', quality: 'first', quantity: 1 }],
      system: 'AIMS360',
    },
  },
  { from: 'aims360-adapter', type: 'CreditIssued', at: creditMemo.issuedAt, data: creditMemo },
  {
    from: 'aims360-adapter',
    type: 'ReturnCleared',
    at: '2026-09-20T14:00:05.000Z',
    data: {
      returnId,
      clearedAt: '2026-09-20T14:00:05.000Z',
      basis: 'credit-issued',
      documentNumber: 'CM-5501',
      job: null,
    },
  },
  { from: 'shopify-gateway', type: 'RefundRecorded', at: refund.createdAt, data: refund },
  {
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
  },
  {
    from: 'aims360-adapter',
    type: 'CreditOffsetPosted',
    at: '2026-09-20T14:07:00.000Z',
    data: {
      returnId,
      creditDocument: 'CM-5501',
      documentNumber: 'DA-771',
      amount: usd(13608),
      reason: 'SHOPREF',
      reference: 'LOOP-88120045-R',
      purpose: 'refund',
      taxNotCarried: usd(0),
      postedAt: '2026-09-20T14:07:00.000Z',
      system: 'AIMS360',
    },
  },
];

export const northfoldEvents: readonly AnyEnvelope[] = northfoldStory.map((chapter) => envelopeOf(northfold, chapter));
