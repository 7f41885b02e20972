import type { ExchangeContent } from '../../src/exchange-order/content.js';
import type { Appearance, ExchangeMarks } from '../../src/exchange-order/recognition/appearance.js';
import type { Evidence, Original } from '../../src/exchange-order/recognition/evidence.js';
import { recognise, type Sighting } from '../../src/exchange-order/recognition/recognise.js';
import { signalsOf } from '../../src/exchange-order/recognition/signals.js';
import { usd } from './orders.js';

export const marks: ExchangeMarks = { prefixes: ['EXC-', 'EXC', 'L-'], tags: ['{number}'] };

/** Exchange order EXC-20418 as Loop makes it. */
export const appearance = (change: Partial<Appearance> = {}): Appearance => ({
  orderName: 'EXC-20418',
  tags: ['20418'],
  note: 'Exchange for order #20418',
  attributes: [{ key: 'original_order', value: '#20418' }],
  ...change,
});

export const original: Original = {
  orderId: '5511223344556',
  orderName: '#20418',
  createdAt: new Date('2026-09-01T10:00:00Z'),
};

/** What the rules see of the order. */
export const evidence = (shown: Appearance, change: Partial<Evidence> = {}): Evidence => ({
  signals: signalsOf(shown, marks),
  namedBy: [],
  originals: [original],
  order: { orderId: '5511223399999', orderName: shown.orderName, createdAt: new Date('2026-09-20T13:00:00Z') },
  loopDiscount: false,
  ...change,
});

/** A coat for a jacket of the same price: 140.00 off, the tax of 10.08 stays. */
export const content = (change: Partial<ExchangeContent> = {}): ExchangeContent => ({
  exchangeOrderId: '5511223399999',
  exchangeOrderName: 'EXC-20418',
  native: false,
  createdAt: new Date('2026-09-20T13:00:00Z'),
  updatedAt: new Date('2026-09-20T14:00:00Z'),
  lines: [
    {
      orderLineId: '7009',
      sku: 'NF-COAT-M',
      barcode: '0400000000017',
      title: 'Coat',
      quantity: 1,
      unitPrice: usd(14000),
      discount: usd(14000),
      tax: usd(1008),
    },
  ],
  merchandise: usd(14000),
  creditDiscount: usd(14000),
  otherDiscounts: usd(0),
  shipping: usd(0),
  tax: usd(1008),
  total: usd(1008),
  shippingMethod: null,
  paymentMethods: [],
  cancelled: false,
  ...change,
});

export const seen = (shown: Appearance, change: Partial<Evidence> = {}): Sighting => recognise(evidence(shown, change));
