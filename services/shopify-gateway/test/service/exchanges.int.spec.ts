import { waitFor } from '@backhaul/testkit';
import { startLoopSimulator, type LoopDoor, type Simulator } from '@backhaul/simulators';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { returnInitiated, returnProcessed } from '../support/events.js';
import { domain, shippedOrder } from '../support/shop.js';
import { startGateway, type Gateway } from '../support/service.js';

describe('an exchange that Loop makes in the shop', () => {
  let gateway: Gateway;
  let loop: Simulator<LoopDoor>;
  afterEach(async () => {
    await loop.close();
    await gateway.stop();
  });

  /** A shop with Loop in it, as the merchant has set it up. */
  async function open(settings: Partial<Parameters<LoopDoor['addShop']>[0]> = {}): Promise<void> {
    gateway = await startGateway();
    loop = await startLoopSimulator({ shopifyUrl: gateway.shop.simulator.url });
    const shop = { shop: 'northfold', apiKey: 'key', webhookSecret: 'hush', shopDomain: domain };
    loop.door.addShop({ ...shop, processingDelayMs: 1, ...settings });
  }

  /** The jacket goes back, another one goes out. */
  async function exchanged(sku = 'NF-JKT-M') {
    const order = shippedOrder(gateway.shop);
    const { id } = await loop.door.submitReturn({
      shop: 'northfold',
      orderName: order.name,
      units: [{ sku: 'NF-JKT-M' }],
      exchangeFor: [{ sku }],
    });
    loop.door.process(id);
    await waitFor('Loop to be done', () => loop.door.return(id).state === 'closed');
    const [made] = loop.door.return(id).exchanges;
    const exchange = { orderId: made?.orderId ?? '', orderName: made?.orderName ?? null };
    return { order, returnId: `northfold-${id}`, exchange };
  }

  const created = () => gateway.published('ExchangeOrderCreated');

  describe('as an order of its own', () => {
    beforeEach(() => open());

    it('is told by its marks, filed under the original order, with the amounts to the cent', async () => {
      const { order, exchange } = await exchanged();
      const [told] = await gateway.waitFor('ExchangeOrderCreated');
      expect(told).toMatchObject({
        subject: `northfold-order-${order.id}`,
        partitionKey: `northfold/${order.id}`,
        data: {
          returnId: null,
          orderId: order.id,
          orderName: order.name,
          exchangeOrderId: exchange.orderId,
          exchangeOrderName: exchange.orderName,
          native: false,
          lines: [{ sku: 'NF-JKT-M', quantity: 1, unitPrice: { amount: 14000 }, barcode: '0400000000017' }],
          merchandise: { amount: 14000, currency: 'USD' },
          otherDiscounts: { amount: 0 },
          shipping: { amount: 0 },
          shippingMethod: null,
          paymentMethods: [],
          cancelled: false,
          confidence: 'certain',
        },
      });
      const { merchandise, creditDiscount, tax, total } = told?.data ?? expectATold();
      expect(creditDiscount.amount).toBeGreaterThan(0);
      expect(merchandise.amount - creditDiscount.amount + tax.amount).toBe(total.amount);
      await gateway.quiet();
      expect(created()).toHaveLength(1);
    });

    it('is told with its return, whichever is known first, and once however often the return says so', async () => {
      const { order, returnId, exchange } = await exchanged();
      await gateway.waitFor('ExchangeOrderCreated');
      const processed = returnProcessed(order.id, [exchange], returnId);
      await gateway.publish(processed);
      await gateway.publish(processed);
      await waitFor('the return to be known', () => created().at(-1)?.data.returnId === returnId);
      await gateway.publish(returnProcessed(order.id, [exchange], returnId));
      await gateway.quiet();
      expect(created().map(({ data }) => data.returnId)).toEqual([null, returnId]);
      expect(created().at(-1)).toMatchObject({ correlationId: returnId });
    });

    it('is found when the return says so first and every webhook was lost', async () => {
      gateway.shop.simulator.webhooks.disturb({ drop: 1000 });
      const { order, returnId, exchange } = await exchanged();
      await gateway.publish(returnProcessed(order.id, [exchange], returnId));
      // The first sweep after the start may come by before the return has spoken: then it is told again, with the return.
      const named = await waitFor('the exchange to be told with its return', () =>
        created().find(({ data }) => data.returnId === returnId),
      );
      expect(named.data).toMatchObject({ confidence: 'certain', exchangeOrderId: exchange.orderId });
      expect(named.data.evidence).toContain(`Return ${returnId} names it as its exchange order`);
    });

    it('is found by the sweep when nobody said anything', async () => {
      gateway.shop.simulator.webhooks.disturb({ drop: 1000 });
      const { exchange } = await exchanged();
      shippedOrder(gateway.shop);
      gateway.service.wake();
      expect(await gateway.waitFor('ExchangeOrderCreated')).toMatchObject([
        { data: { exchangeOrderId: exchange.orderId } },
      ]);
      expect(gateway.shop.calls('PricedOrder').length).toBeLessThan(3);
    });

    it('is told again when a person cancels it', async () => {
      const { exchange } = await exchanged();
      await gateway.waitFor('ExchangeOrderCreated');
      gateway.shop.door.cancelOrder(domain, exchange.orderId);
      await waitFor('the cancellation', () => created().at(-1)?.data.cancelled === true);
      await gateway.quiet();
      expect(created().map(({ data }) => data.cancelled)).toEqual([false, true]);
      expect(created().at(-1)?.data.merchandise).toEqual(created()[0]?.data.merchandise);
    });

    it('becomes a task of an operator when it names an order that is not there, and is told once that is mended', async () => {
      const order = shippedOrder(gateway.shop);
      const place = (key: string, note: string) =>
        gateway.shop.door.placeExchangeOrder({
          shop: domain,
          orderId: order.id,
          key,
          items: [{ ref: '1', sku: 'NF-JKT-M', price: 14000, discount: 0, tax: 0, taxRate: 0 }],
          prefix: 'EXC-',
          credit: 14000,
          appId: '1662707',
          tags: [],
          note,
          attributes: [],
        });
      const { orderId, orderName } = place('wrong', 'Exchange for order #99999');
      const [task] = await gateway.waitFor('TaskOpened');
      expect(task?.data).toMatchObject({
        kind: 'check-exchange-order',
        role: 'operator',
        values: { order: orderName },
        why: expect.stringContaining('different original orders'),
      });
      expect(created()).toEqual([]);
      await gateway.publish(returnProcessed(order.id, [{ orderId: orderId ?? '', orderName }]));
      await gateway.waitFor('TaskClosed');
      expect(created()).toMatchObject([{ data: { exchangeOrderId: orderId, confidence: 'certain' } }]);
    });
  });

  it.each([
    ['with the Loop discount off', { loopDiscount: false }, { creditDiscount: { amount: 0 } }],
    ['under a prefix of the merchant', { exchangePrefix: 'L-' }, { exchangeOrderName: expect.stringMatching(/^L-/) }],
    ['with a tag of the merchant', { exchangeTag: 'swap' }, { confidence: 'certain' }],
  ])('is told %s', async (_, settings, expected) => {
    await open(settings);
    await exchanged();
    expect(await gateway.waitFor('ExchangeOrderCreated')).toMatchObject([{ data: expected }]);
  });

  describe('on the original order', () => {
    beforeEach(() => open({ exchangeMode: 'native' }));

    it('is told with the exchange items alone, and with its return once that says so', async () => {
      const { order, returnId, exchange } = await exchanged("NF-SHIRT'S");
      await gateway.publish(returnInitiated(order.id, returnId));
      const [told] = await gateway.waitFor('ExchangeOrderCreated');
      expect(told?.data).toMatchObject({
        orderId: order.id,
        exchangeOrderId: order.id,
        exchangeOrderName: order.name,
        native: true,
        lines: [{ sku: "NF-SHIRT'S", barcode: null, quantity: 1, unitPrice: { amount: 4050 } }],
        merchandise: { amount: 4050 },
        creditDiscount: { amount: 0 },
        shipping: { amount: 0 },
        shippingMethod: 'Standard',
        confidence: 'certain',
      });
      await gateway.publish(returnProcessed(order.id, [{ ...exchange, orderId: order.id }], returnId));
      await waitFor('the return to be known', () => created().at(-1)?.data.returnId === returnId);
      await gateway.quiet();
      expect(created()).toHaveLength(2);
      expect(gateway.published('RefundRecorded').every(({ data }) => data.orderId === order.id)).toBe(true);
    });
  });
});

const expectATold = (): never => {
  throw new Error('an exchange order was told');
};
