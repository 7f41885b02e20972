import { randomUUID } from 'node:crypto';
import { definitionOf, partitionKeyOf, type AnyEnvelope, type EventData, type EventType } from '@backhaul/contracts';
import { initiated, refund, usd } from './returns.js';
import type { ShopOrder } from '../../src/exchange-order/shop-order.js';
import type { ShopRefund } from '../../src/rlm-return-authorization/refund.js';

type Of<T extends EventType> = Extract<AnyEnvelope, { type: T }>;

/** A return as the other services name it. */
export interface TestReturn {
  readonly merchantId: string;
  /** The number that the shopper sees. */
  readonly number: string;
  readonly returnId: string;
  readonly orderId: string;
  readonly refundId: string;
}

/** The number on the label of its parcel. */
export const trackingOf = ({ number }: Pick<TestReturn, 'number'>): string => `94001000000000000${number}`;

export const testReturn = (number: string, merchantId = 'oaklinen'): TestReturn => ({
  merchantId,
  number,
  returnId: `${merchantId}-${number}`,
  orderId: `order-of-${number}`,
  refundId: `refund-of-${number}`,
});

function envelope<T extends EventType>(
  one: TestReturn,
  source: 'loop-gateway' | 'shopify-gateway',
  type: T,
  data: EventData<T>,
  time = '2026-03-10T12:00:00.000Z',
): Of<T> {
  const ofOrder = source === 'shopify-gateway';
  return {
    id: randomUUID(),
    source: `/backhaul/${source}`,
    type,
    subject: ofOrder ? `${one.merchantId}-order-${one.orderId}` : one.returnId,
    time,
    recordedAt: time,
    partitionKey: partitionKeyOf(one.merchantId, one.orderId),
    merchantId: one.merchantId,
    correlationId: one.returnId,
    causationId: 'intake:1',
    schemaVersion: definitionOf(type).version,
    data,
    // Type and data come in together; the compiler loses the tie when they are put into one object.
  } as unknown as Of<T>;
}

export const returnInitiated = (one: TestReturn, units = initiated().units): Of<'ReturnInitiated'> =>
  envelope(one, 'loop-gateway', 'ReturnInitiated', {
    ...initiated(units),
    returnId: one.returnId,
    externalReturnId: one.number,
    order: { orderId: one.orderId, orderName: `#${one.number}` },
    parcel: { ...initiated().parcel, trackingNumber: trackingOf(one) },
  });

export const returnProcessed = (
  one: TestReturn,
  refundIds = [one.refundId],
  change: Partial<EventData<'ReturnProcessed'>> = {},
): Of<'ReturnProcessed'> =>
  envelope(one, 'loop-gateway', 'ReturnProcessed', {
    returnId: one.returnId,
    processedAt: '2026-03-10T12:00:00.000Z',
    refundIds,
    refunded: usd(8710),
    storeCredit: usd(0),
    exchangeCredit: usd(0),
    upsell: usd(0),
    partial: false,
    exchangeOrders: [],
    processedByUs: true,
    ...change,
  });

export const returnCancelled = (one: TestReturn): Of<'ReturnCancelled'> =>
  envelope(one, 'loop-gateway', 'ReturnCancelled', {
    returnId: one.returnId,
    cancelledAt: '2026-03-10T12:00:00.000Z',
  });

export const returnUnitsRemoved = (one: TestReturn, unitIds: string[]): Of<'ReturnUnitsRemoved'> =>
  envelope(one, 'loop-gateway', 'ReturnUnitsRemoved', {
    returnId: one.returnId,
    unitIds,
    removedAt: '2026-03-10T12:00:00.000Z',
  });

/** The return is processed with this exchange order; in cents what of it is paid by returned value, and on top. */
export const exchangedFor = (one: TestReturn, order: ShopOrder, credit: number, upsell = 0): Of<'ReturnProcessed'> =>
  returnProcessed(one, [], {
    ...{ refunded: usd(0), exchangeCredit: usd(credit), upsell: usd(upsell) },
    exchangeOrders: [{ orderId: order.exchangeOrderId, orderName: order.exchangeOrderName, native: order.native }],
  });

export const exchangeOrderCreated = (one: TestReturn, order: ShopOrder): Of<'ExchangeOrderCreated'> =>
  envelope(one, 'shopify-gateway', 'ExchangeOrderCreated', { returnId: null, ...order });

export const refundRecorded = (one: TestReturn, change: Partial<ShopRefund> = {}): Of<'RefundRecorded'> =>
  envelope(
    one,
    'shopify-gateway',
    'RefundRecorded',
    refund({ refundId: one.refundId, orderId: one.orderId, ...change }),
  );

export const refundMoneySettled = (one: TestReturn, cents: number, settledAt: string): Of<'RefundMoneySettled'> =>
  envelope(
    one,
    'shopify-gateway',
    'RefundMoneySettled',
    { refundId: one.refundId, orderId: one.orderId, transactionId: null, amount: usd(cents), settledAt },
    settledAt,
  );

export const refundMoneyFailed = (one: TestReturn, cents: number, failedAt: string): Of<'RefundMoneyFailed'> =>
  envelope(
    one,
    'shopify-gateway',
    'RefundMoneyFailed',
    { refundId: one.refundId, orderId: one.orderId, transactionId: null, amount: usd(cents), failedAt },
    failedAt,
  );
