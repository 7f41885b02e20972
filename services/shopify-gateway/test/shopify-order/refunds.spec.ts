import { describe, it } from '@jest/globals';
import { specFor } from '@backhaul/testkit';
import { shopifyOrder } from '../../src/shopify-order/decide.js';
import type { ShopifyOrderEvent } from '../../src/shopify-order/events.js';
import type { OrderSnapshot } from '../../src/shopify-order/order-snapshot.js';
import { order, refund, transaction, usd } from '../support/orders.js';

const spec = specFor(shopifyOrder);
const read = (snapshot: OrderSnapshot) => ({ kind: 'RecordOrder', order: snapshot }) as const;
const updatedAt = new Date('2026-09-20T14:00:00Z');

const orderRecorded = (snapshot = order()): ShopifyOrderEvent => ({
  type: 'OrderRecorded',
  data: {
    orderId: '5511223344556',
    orderName: '#20418',
    placedAt: '2026-09-01T10:00:00.000Z',
    updatedAt: snapshot.updatedAt.toISOString(),
    lines: snapshot.lines,
  },
  occurredAt: snapshot.updatedAt,
});

const refundRecorded = (money: { refunded: number; pending: number }): ShopifyOrderEvent => ({
  type: 'RefundRecorded',
  data: {
    refundId: '8899001122334',
    orderId: '5511223344556',
    orderName: '#20418',
    createdAt: '2026-09-20T13:59:00.000Z',
    lines: refund([]).lines,
    shipping: usd(0),
    moneyRefunded: usd(money.refunded),
    moneyPending: usd(money.pending),
  },
  occurredAt: new Date('2026-09-20T13:59:00Z'),
});

const observed = (statuses: Record<string, 'success' | 'pending' | 'failed' | 'late'>): ShopifyOrderEvent => ({
  type: 'TransactionsObserved',
  data: { statuses },
  occurredAt: updatedAt,
});

const settled = (transactionId: string, amount: number, settledAt = updatedAt): ShopifyOrderEvent => ({
  type: 'RefundMoneySettled',
  data: {
    refundId: '8899001122334',
    orderId: '5511223344556',
    transactionId,
    amount: usd(amount),
    settledAt: settledAt.toISOString(),
  },
  occurredAt: settledAt,
});

const aMillisecondLater = new Date('2026-09-20T14:00:00.001Z');

describe('a refund in the shop', () => {
  const known = [orderRecorded()];

  it('is recorded with the money that moved, which may differ from the value of its goods', () => {
    spec
      .given(known)
      .when(read(order({ refunds: [refund([transaction('71', 'success', 5000)])] })))
      .then([refundRecorded({ refunded: 5000, pending: 0 }), observed({ 71: 'success' })]);
  });

  it('is recorded without money when goods were only booked back', () => {
    spec
      .given(known)
      .when(read(order({ refunds: [refund([])] })))
      .then([refundRecorded({ refunded: 0, pending: 0 })]);
  });

  it('is recorded once', () => {
    spec
      .given([...known, refundRecorded({ refunded: 13608, pending: 0 }), observed({ 71: 'success' })])
      .when(read(order({ refunds: [refund([transaction('71', 'success')])] })))
      .then([]);
  });

  it('says what is still under way, and later that it has settled', () => {
    const pending = order({ refunds: [refund([transaction('71', 'pending')])] });
    const events = [refundRecorded({ refunded: 0, pending: 13608 }), observed({ 71: 'pending' })];
    spec.given(known).when(read(pending)).then(events);
    spec
      .given([...known, ...events])
      .when(read(order({ refunds: [refund([transaction('71', 'success')])] })))
      .then([observed({ 71: 'success' }), settled('71', 13608)]);
  });

  it('says that pending money failed, so that nobody counts on it', () => {
    spec
      .given([...known, refundRecorded({ refunded: 0, pending: 13608 }), observed({ 71: 'pending' })])
      .when(read(order({ refunds: [refund([transaction('71', 'failed')])] })))
      .then([
        observed({ 71: 'failed' }),
        {
          type: 'RefundMoneyFailed',
          data: {
            refundId: '8899001122334',
            orderId: '5511223344556',
            transactionId: '71',
            amount: usd(13608),
            failedAt: '2026-09-20T14:00:00.000Z',
          },
          occurredAt: updatedAt,
        },
      ]);
  });

  it('tells each part of a split tender that settles, also when they settle together', () => {
    spec
      .given([...known, refundRecorded({ refunded: 0, pending: 2000 }), observed({ 71: 'pending', 72: 'pending' })])
      .when(
        read(order({ refunds: [refund([transaction('71', 'success', 1000), transaction('72', 'success', 1000)])] })),
      )
      .then([observed({ 71: 'success', 72: 'success' }), settled('71', 1000), settled('72', 1000, aMillisecondLater)]);
  });

  it('tells two equal parts that settle in one second as two facts', () => {
    spec
      .given([
        ...known,
        refundRecorded({ refunded: 0, pending: 2000 }),
        observed({ 71: 'pending', 72: 'pending' }),
        observed({ 71: 'success' }),
        settled('71', 1000),
      ])
      .when(
        read(order({ refunds: [refund([transaction('71', 'success', 1000), transaction('72', 'success', 1000)])] })),
      )
      .then([observed({ 72: 'success' }), settled('72', 1000, aMillisecondLater)]);
  });

  it('does not become pending again by a read that is older', () => {
    spec
      .given([...known, refundRecorded({ refunded: 13608, pending: 0 }), observed({ 71: 'success' })])
      .when(read(order({ refunds: [refund([transaction('71', 'pending')])] })))
      .then([]);
  });

  it('asks finance to compare when money is added to it after it was recorded', () => {
    spec
      .given([...known, refundRecorded({ refunded: 13608, pending: 0 }), observed({ 71: 'success' })])
      .when(read(order({ refunds: [refund([transaction('71', 'success'), transaction('72', 'success', 500)])] })))
      .then([
        observed({ 72: 'late' }),
        {
          type: 'TaskOpened',
          data: {
            taskId: 'check-refund:8899001122334:72',
            returnId: null,
            kind: 'check-refund',
            title: 'Refund of order #20418 got another payment',
            why: 'The shop added a payment to a refund that was already recorded. Compare the refund with the ERP and book the difference.',
            values: {
              order: '#20418',
              refund: '8899001122334',
              transaction: '72',
              amount: '5.00 USD',
              status: 'success',
            },
            role: 'finance',
            openedAt: '2026-09-20T14:00:00.000Z',
          },
          occurredAt: updatedAt,
        },
      ]);
  });
});

describe('an order in the shop', () => {
  it('is published with what shipped when it is first seen', () => {
    spec.given([]).when(read(order())).then([orderRecorded()]);
  });

  it('is not published again when something else about it changes', () => {
    spec
      .given([orderRecorded()])
      .when(read(order({ updatedAt: new Date('2026-09-21T08:00:00Z') })))
      .then([]);
  });

  const [jacket, shirts] = order().lines;
  const partly = order({
    updatedAt: new Date('2026-09-21T08:00:00Z'),
    lines: [...(jacket ? [jacket] : []), ...(shirts ? [{ ...shirts, shippedQuantity: 1 }] : [])],
  });

  it('is published again when what shipped has changed', () => {
    spec
      .given([orderRecorded()])
      .when(read(partly))
      .then([orderRecorded(partly)]);
  });

  it('does not go back to what an older read shows', () => {
    spec
      .given([orderRecorded(partly)])
      .when(read(order()))
      .then([]);
  });
});
