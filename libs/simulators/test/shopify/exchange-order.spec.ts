import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExchangeOrderRequest, Order } from '../../src/index.js';
import { startReceiver } from '../receiver.js';
import { DOMAIN, openShop, type Shop } from './shop.js';

let shop: Shop;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let original: Order;
beforeEach(async () => {
  receiver = await startReceiver();
  shop = await openShop({ webhookUrl: receiver.url });
  original = shop.order();
  await shop.shopify.idle();
  receiver.received.splice(0);
});
afterEach(() => Promise.all([shop.close(), receiver.close()]));

const vest = { ref: 'x1', sku: 'NF-VST-M', price: 4555, discount: 0, tax: 364, taxRate: 0.08 };
const jacket = { ref: 'x2', sku: 'NF-JKT-M', price: 7000, discount: 0, tax: 560, taxRate: 0.08 };
const asked = (change: Partial<ExchangeOrderRequest> = {}) =>
  shop.shopify.door.placeExchangeOrder({
    shop: DOMAIN,
    orderId: original.id,
    key: 'loop-return-1-exchange-0',
    items: [vest],
    prefix: 'EXC-',
    credit: 4919,
    appId: '1662707',
    tags: ['20418'],
    note: 'Exchange for order #20418',
    attributes: [{ key: 'original_order', value: '#20418' }],
    ...change,
  });
const orderWith = (id: string | null): Order | undefined =>
  shop.shopify.door.orders(DOMAIN).find((one) => one.id === id);
const told = async (topic: string): Promise<unknown[]> => {
  await shop.shopify.idle();
  return receiver.received
    .filter(({ headers }) => headers['x-shopify-topic'] === topic)
    .map(({ body }) => JSON.parse(body) as unknown);
};

describe('a separate exchange order', () => {
  it('is paid at once, names the original, and has no gateway, no transaction and no shipping line', async () => {
    const { orderName } = asked();
    expect(orderName).toBe('EXC-20418');
    expect(await told('orders/create')).toEqual([
      expect.objectContaining({
        name: 'EXC-20418',
        order_number: 20419,
        tags: '20418',
        note: 'Exchange for order #20418',
        note_attributes: [{ name: 'original_order', value: '#20418' }],
        app_id: 1662707,
        source_name: '1662707',
        financial_status: 'paid',
        payment_gateway_names: [],
        shipping_lines: [],
        total_outstanding: '0.00',
        email: original.email,
      }),
    ]);
    expect(orderWith(asked().orderId)?.customer).toEqual(original.customer);
  });

  it('carries the credit used as a manual loop discount on the goods; the tax of an even exchange stays', async () => {
    asked();
    expect(await told('orders/create')).toMatchObject([
      {
        total_price: '3.64',
        total_discounts: '45.55',
        discount_codes: [],
        discount_applications: [{ type: 'manual', title: 'loop discount', value: '45.55', value_type: 'fixed_amount' }],
        line_items: [{ price: '45.55', discount_allocations: [{ amount: '45.55', discount_application_index: 0 }] }],
      },
    ]);
  });

  it('leaves the upsell to pay when the item is worth more than the credit', () => {
    const { orderId } = asked({ items: [jacket], credit: 4919 });
    expect(orderWith(orderId)).toMatchObject({ discount: 4919, lines: [{ tax: 560, discountShares: [4919] }] });
  });

  it('shows full prices, paid, when the discount is off', async () => {
    asked({ credit: null });
    expect(await told('orders/create')).toMatchObject([
      { total_price: '49.19', total_discounts: '0.00', discount_applications: [], financial_status: 'paid' },
    ]);
  });

  it("keeps an item's own discount apart from the loop discount", () => {
    const { orderId } = asked({ items: [{ ...jacket, discount: 700, tax: 504 }, vest], credit: 10000 });
    const order = orderWith(orderId);
    expect(order?.discounts).toEqual([
      { kind: 'manual', title: 'Discount', amount: 700 },
      { kind: 'manual', title: 'loop discount', amount: 10000 },
    ]);
    expect(order?.lines.map(({ discountShares }) => discountShares)).toEqual([
      [700, 5804],
      [0, 4196],
    ]);
    expect(order?.discount).toBe(10700);
  });

  it('is made once for its key, and a second one has a name of its own', () => {
    expect(asked()).toEqual(asked());
    expect(asked({ key: 'loop-return-2-exchange-0' }).orderName).toBe('EXC-20418-2');
    expect(shop.shopify.door.orders(DOMAIN)).toHaveLength(3);
  });

  it('sets stock aside where it is, and ships like any other order', () => {
    shop.shopify.door.setStock(DOMAIN, 'NF-JKT-M', 'Duluth', 1);
    const { orderId } = asked({ items: [jacket, { ...jacket, ref: 'x3' }] });
    expect(orderWith(orderId)?.lines.map(({ quantity }) => quantity)).toEqual([1, 1]);
    expect(shop.shopify.door.inventory(DOMAIN, 'NF-JKT-M')).toEqual({ Duluth: 0, Reno: 3 });
    expect(shop.shopify.door.fulfill(DOMAIN, orderId ?? '')).toHaveLength(2);
  });
});

describe('out of stock', () => {
  beforeEach(() => shop.shopify.door.setStock(DOMAIN, 'NF-VST-M', 'Duluth', 0));

  it('makes no order when nothing can be had, and answers the same again after a restock', () => {
    const nothing = { orderId: null, orderName: null, outOfStock: ['x1'] };
    expect(asked()).toEqual(nothing);
    shop.shopify.door.setStock(DOMAIN, 'NF-VST-M', 'Duluth', 3);
    expect(asked()).toEqual(nothing);
    expect(asked({ key: 'loop-return-1-exchange-1' })).toMatchObject({ orderName: 'EXC-20418', outOfStock: [] });
  });

  it('makes the order of what is there', () => {
    const { orderId, outOfStock } = asked({ items: [vest, jacket] });
    expect(outOfStock).toEqual(['x1']);
    expect(orderWith(orderId)?.lines).toMatchObject([{ sku: 'NF-JKT-M', quantity: 1 }]);
  });
});

describe('cancelling', () => {
  it('an exchange order frees its stock and moves no money', async () => {
    const { orderId } = asked();
    shop.shopify.door.cancelOrder(DOMAIN, orderId ?? '');
    expect(shop.shopify.door.inventory(DOMAIN, 'NF-VST-M')).toMatchObject({ Duluth: 4 });
    expect(await told('orders/updated')).toMatchObject([
      { name: 'EXC-20418', cancel_reason: 'customer', cancelled_at: '2026-11-03T09:15:00-05:00' },
    ]);
    expect(orderWith(orderId)?.transactions).toEqual([]);
  });

  it('a paid order gives the money back; one that shipped is refused', () => {
    const { id } = shop.shopify.door.placeOrder({
      shop: DOMAIN,
      email: 'kai@northfold.example',
      lines: [{ sku: 'NF-JKT-M', quantity: 1 }],
    });
    expect(shop.shopify.door.cancelOrder(DOMAIN, id).transactions.at(-1)).toMatchObject({
      kind: 'REFUND',
      amount: 7000,
    });
    expect(() => shop.shopify.door.cancelOrder(DOMAIN, original.id)).toThrow('has shipped');
  });
});

describe('orders', () => {
  it('of one shopper belong to one customer', () => {
    const again = shop.shopify.door.placeOrder({
      shop: DOMAIN,
      email: 'Ida.Berg@northfold.example',
      lines: [{ sku: 'NF-JKT-M', quantity: 1 }],
    });
    expect(again.customer.id).toBe(original.customer.id);
  });

  it("tell both currencies when the shopper saw another one than the shop's", async () => {
    shop.shopify.door.placeOrder({
      shop: DOMAIN,
      email: 'lena@northfold.example',
      lines: [{ sku: 'NF-JKT-M', quantity: 1 }],
      presentment: { currency: 'EUR', rate: 0.9 },
    });
    expect(await told('orders/create')).toMatchObject([
      {
        currency: 'USD',
        presentment_currency: 'EUR',
        total_price: '70.00',
        total_price_set: {
          shop_money: { amount: '70.00', currency_code: 'USD' },
          presentment_money: { amount: '63.00', currency_code: 'EUR' },
        },
      },
    ]);
  });

  it('take tags once', () => {
    shop.shopify.door.addTags(DOMAIN, original.id, ['LE:Exchange', 'Refund']);
    shop.shopify.door.addTags(DOMAIN, original.id, ['Refund']);
    expect(orderWith(original.id)?.tags).toEqual(['LE:Exchange', 'Refund']);
  });
});
