import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { returnInitiated } from '../support/events.js';
import { domain, refundJacket, shippedOrder } from '../support/shop.js';
import { startGateway, type Gateway } from '../support/service.js';

describe('what the shop knows of a return', () => {
  let gateway: Gateway;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.stop());

  const loseWebhooks = () => gateway.shop.simulator.webhooks.disturb({ drop: 1000 });

  it('is asked for as soon as the return is submitted', async () => {
    const order = shippedOrder(gateway.shop);
    const event = returnInitiated(order.id);
    await gateway.publish(event);
    await gateway.publish(event);
    const [recorded] = await gateway.waitFor('OrderRecorded');
    expect(recorded).toMatchObject({
      subject: `northfold-order-${order.id}`,
      correlationId: event.correlationId,
      causationId: event.id,
      data: {
        orderName: order.name,
        lines: [
          { quantity: 1, shippedQuantity: 1 },
          { quantity: 2, shippedQuantity: 2 },
        ],
      },
    });
    await gateway.quiet();
    expect(gateway.published('OrderRecorded')).toHaveLength(1);
  });

  it('is told as units without money when Loop gave a gift card instead, and asks nobody anything', async () => {
    const order = shippedOrder(gateway.shop);
    gateway.shop.door.addTags(domain, order.id, ['Gift Card']);
    const { refundId } = refundJacket(gateway.shop, order.id, { amount: 0 });
    const [recorded] = await gateway.waitFor('RefundRecorded');
    const nothing = { amount: 0, currency: 'USD' };
    expect(recorded?.data).toMatchObject({
      refundId,
      moneyRefunded: nothing,
      moneyPending: nothing,
      lines: [{ quantity: 1 }],
    });
    await gateway.quiet();
    expect(gateway.published('TaskOpened')).toEqual([]);
    expect(gateway.published('ExchangeOrderCreated')).toEqual([]);
  });

  it('is found by the sweep when every webhook was lost, once', async () => {
    loseWebhooks();
    const order = shippedOrder(gateway.shop);
    shippedOrder(gateway.shop);
    const { refundId } = refundJacket(gateway.shop, order.id);
    for (let runs = 0; runs < 3; runs += 1) {
      const swept = gateway.shop.calls('ChangedOrders').length;
      gateway.service.wake();
      await waitFor('a sweep', () => gateway.shop.calls('ChangedOrders').length > swept);
      await gateway.waitFor('RefundRecorded');
      await gateway.quiet();
    }
    expect(gateway.published('RefundRecorded')).toMatchObject([{ data: { refundId } }]);
    expect(gateway.published('OrderRecorded')).toMatchObject([{ data: { orderId: order.id } }]);
  });

  it.each([
    ['SUCCESS', 'RefundMoneySettled', 'with its webhook', false],
    ['FAILURE', 'RefundMoneyFailed', 'with its webhook', false],
    ['SUCCESS', 'RefundMoneySettled', 'by the sweep', true],
  ] as const)('includes the end of a pending refund: %s is told as %s, found %s', async (status, type, _, lost) => {
    const { shop } = gateway;
    shop.door.setPendingGateway(domain, 'shopify_payments');
    const { refundId, payments } = refundJacket(shop, shippedOrder(shop).id);
    const [recorded] = await gateway.waitFor('RefundRecorded');
    expect(recorded?.data).toMatchObject({ moneyRefunded: { amount: 0 }, moneyPending: { amount: 13608 } });
    await gateway.quiet();
    if (lost) loseWebhooks();
    const transactionId = payments[0]?.transactionId ?? '';
    shop.door.settleTransaction(domain, transactionId, status);
    if (lost) gateway.service.wake();
    const [ended] = await gateway.waitFor(type);
    expect(ended?.data).toMatchObject({ refundId, transactionId, amount: { amount: 13608, currency: 'USD' } });
    await gateway.quiet();
    expect(gateway.published(type)).toHaveLength(1);
    expect(gateway.published('RefundRecorded')).toHaveLength(1);
  });

  it('is read on when the token ends in the middle and the calls are throttled', async () => {
    const { shop } = gateway;
    await gateway.quiet();
    const order = shippedOrder(shop);
    shop.door.expireTokens(domain);
    shop.door.drainThrottle(domain);
    const { refundId } = refundJacket(shop, order.id);
    expect(await gateway.waitFor('RefundRecorded')).toMatchObject([{ data: { refundId } }]);
  });

  it('survives that the shop is away for a while', async () => {
    const { shop } = gateway;
    shop.simulator.faults.add({ match: { path: 'graphql' }, kind: 'status', status: 503, times: 4 });
    shop.simulator.faults.add({ match: { path: 'graphql' }, kind: 'html', status: 200 });
    const { refundId } = refundJacket(shop, shippedOrder(shop).id);
    expect(await gateway.waitFor('RefundRecorded')).toMatchObject([{ data: { refundId } }]);
  });
});
