import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { startReceiver, type Answer } from '../receiver.js';
import { DOMAIN, gid, openShop, SECRET, type Shop } from './shop.js';

let shop: Shop;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
const open = async (script: Answer[] = [], settings = {}): Promise<void> => {
  receiver = await startReceiver(script);
  shop = await openShop({ webhookUrl: receiver.url, ...settings });
};
beforeEach(() => open());
afterEach(() => Promise.all([shop.close(), receiver.close()]));

const topics = (): unknown[] => receiver.received.map(({ headers }) => headers['x-shopify-topic']);
const refundOne = async (amount = 6804) => {
  const order = shop.order();
  const lines = [{ lineItemId: order.lines[0]?.id ?? '', quantity: 1 }];
  await shop.shopify.idle();
  receiver.received.splice(0);
  const made = shop.shopify.door.refundForReturn({
    shop: DOMAIN,
    orderId: order.id,
    key: 'r',
    note: 'Loop',
    amount,
    restockType: 'return',
    lines,
  });
  await shop.shopify.idle();
  return { order, made };
};
const got = (topic: string) => receiver.received.find(({ headers }) => headers['x-shopify-topic'] === topic);

describe('a refund tells', () => {
  it('four topics with one Event-Id, each delivery with its own Webhook-Id', async () => {
    await refundOne();
    expect(topics().sort()).toEqual([
      'inventory_levels/update',
      'order_transactions/create',
      'orders/updated',
      'refunds/create',
    ]);
    const ids = (name: string) => new Set(receiver.received.map(({ headers }) => headers[name]));
    expect([ids('x-shopify-event-id').size, ids('x-shopify-webhook-id').size]).toEqual([1, 4]);
  });

  it('a body signed byte by byte with the app secret, and all headers', async () => {
    await refundOne();
    for (const { body, headers } of receiver.received) {
      expect(headers['x-shopify-hmac-sha256']).toBe(createHmac('sha256', SECRET).update(body).digest('base64'));
    }
    expect(got('refunds/create')?.headers).toMatchObject({
      'x-shopify-shop-domain': DOMAIN,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-shopify-triggered-at': '2026-11-03T14:15:00.000123456Z',
    });
  });

  it('REST-shaped fields: money as text, but line subtotals as numbers; times with the offset of the shop', async () => {
    const { order, made } = await refundOne();
    const body = JSON.parse(got('refunds/create')?.body ?? '') as Record<string, unknown>;
    expect(body).toMatchObject({
      id: Number(made.refundId),
      admin_graphql_api_id: gid('Refund', made.refundId),
      created_at: '2026-11-03T09:15:00-05:00',
      user_id: null,
      return: null,
      order_adjustments: [],
      refund_line_items: [
        {
          quantity: 1,
          restock_type: 'return',
          location_id: Number(shop.locations[0]?.id),
          subtotal: 63,
          total_tax: 5.04,
          subtotal_set: { shop_money: { amount: '63.00', currency_code: 'USD' } },
        },
      ],
      transactions: [
        {
          kind: 'refund',
          status: 'success',
          amount: '68.04',
          parent_id: Number(order.transactions[0]?.id),
          total_unsettled_set: { shop_money: { currency: 'USD' } },
        },
      ],
    });
    expect(got('refunds/create')?.body).not.toContain('current_quantity');
    expect(JSON.parse(got('orders/updated')?.body ?? '')).toMatchObject({
      name: '#20418',
      order_number: 20418,
      number: 19418,
      financial_status: 'partially_refunded',
      total_price: '180.36',
      line_items: [{ current_quantity: 1 }, { current_quantity: 1 }],
      refunds: [{ id: Number(made.refundId) }],
    });
    expect(JSON.parse(got('inventory_levels/update')?.body ?? '')).toMatchObject({
      available: 9,
      location_id: Number(shop.locations[0]?.id),
    });
  });

  it('nothing of a pending transaction until it has ended', async () => {
    shop.shopify.door.setPendingGateway(DOMAIN, 'shopify_payments');
    const { made } = await refundOne();
    expect(topics()).not.toContain('order_transactions/create');
    shop.shopify.door.settleTransaction(DOMAIN, made.payments[0]?.transactionId ?? '', 'FAILURE');
    await shop.shopify.idle();
    expect(JSON.parse(got('order_transactions/create')?.body ?? '')).toMatchObject({
      status: 'failure',
      amount: '68.04',
    });
  });
});

describe('ids above 2^53', () => {
  it('keep every digit in numbers', async () => {
    await Promise.all([shop.close(), receiver.close()]);
    await open([], { largeIds: true });
    const { made } = await refundOne();
    expect(BigInt(made.refundId)).toBeGreaterThan(2n ** 53n);
    expect(got('refunds/create')?.body).toContain(`{"id":${made.refundId},`);
  });
});

describe('delivery', () => {
  it('is tried nine times with the original body; then an API subscription is gone, a configured one stays', async () => {
    await Promise.all([shop.close(), receiver.close()]);
    receiver = await startReceiver(Array.from({ length: 40 }, () => 500));
    shop = await openShop();
    const created = await shop.graphql(
      'mutation($uri: String!) { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: $uri, name: "ours", includeFields: ["id", "updated_at"] }) { webhookSubscription { id topic uri } userErrors { message } } }',
      { uri: receiver.url },
    );
    expect(created.data.webhookSubscriptionCreate.userErrors).toEqual([]);
    const listed = async () =>
      (await shop.graphql('{ webhookSubscriptions(first: 5) { nodes { topic uri } } }')).data.webhookSubscriptions
        .nodes;
    expect(await listed()).toEqual([{ topic: 'ORDERS_CREATE', uri: receiver.url }]);

    shop.order();
    await shop.shopify.idle();
    for (let hour = 0; hour < 9; hour += 1) {
      shop.clock.advance(7_200_000);
      await shop.shopify.idle();
    }
    expect(receiver.received).toHaveLength(9);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(Object.keys(JSON.parse(receiver.received[0]?.body ?? '') as object)).toEqual(['id', 'updated_at']);
    expect(receiver.received[0]?.headers['x-shopify-name']).toBe('ours');
    expect(await listed()).toEqual([]);
  });

  it('can carry a signature of someone else, and unknown fields appear now and then', async () => {
    shop.shopify.door.signWithWrongSecret(DOMAIN, 1);
    for (let count = 0; count < 4; count += 1) shop.order();
    await shop.shopify.idle();
    const genuine = receiver.received.filter(
      ({ body, headers }) =>
        headers['x-shopify-hmac-sha256'] === createHmac('sha256', SECRET).update(body).digest('base64'),
    );
    expect(receiver.received.length - genuine.length).toBe(1);
    expect(receiver.received.some(({ body }) => body.includes('preview_of_next_version'))).toBe(true);
  });
});
