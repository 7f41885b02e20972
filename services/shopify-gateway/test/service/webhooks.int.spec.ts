import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { domain, refundJacket, shippedOrder } from '../support/shop.js';
import { startGateway, type Gateway } from '../support/service.js';

describe('webhooks of Shopify', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const send = (body: string | Buffer, change: Record<string, string> = {}, secret = 'northfold-secret') =>
    fetch(`${gateway.service.url}/webhooks/shopify`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'X-Shopify-Topic': 'refunds/create',
        'X-Shopify-Shop-Domain': domain,
        'X-Shopify-Webhook-Id': randomUUID(),
        'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body).digest('base64'),
        ...change,
      },
    });
  const stored = async (): Promise<number> => {
    const { rows } = await gateway.database.pool.query('SELECT count(*)::int AS items FROM messaging.intake');
    return rows[0].items;
  };

  it('lead to one RefundRecorded, delivered a hundred times and out of order', async () => {
    const { shop } = gateway;
    const order = shippedOrder(shop);
    await gateway.quiet();
    const before = shop.door.deliveries().length;
    // refunds/create, orders/updated and order_transactions/create of one refund, last one first
    shop.simulator.webhooks.disturb({ reorder: 3 });
    const { refundId } = refundJacket(shop, order.id);
    const deliveries = shop.door.deliveries().slice(before);
    for (let times = 0; times < 33; times += 1) {
      for (const { id } of deliveries) shop.simulator.webhooks.resend(id);
    }
    await gateway.waitFor('RefundRecorded');
    await gateway.quiet();
    refundJacket(shop, shippedOrder(shop).id, { key: 'later' });
    await gateway.waitFor('RefundRecorded', 2);
    const attempts = shop.door.deliveries().filter(({ id }) => deliveries.some((one) => one.id === id));
    expect(attempts.flatMap((one) => one.attempts).filter(({ status }) => status === 200)).toHaveLength(102);
    const [recorded, ...others] = gateway.published('RefundRecorded').filter(({ data }) => data.refundId === refundId);
    expect(others).toEqual([]);
    expect(recorded).toMatchObject({
      subject: `northfold-order-${order.id}`,
      partitionKey: `northfold/${order.id}`,
      merchantId: 'northfold',
      data: {
        orderId: order.id,
        moneyRefunded: { amount: 13608, currency: 'USD' },
        moneyPending: { amount: 0, currency: 'USD' },
      },
    });
    expect(gateway.published('OrderRecorded').filter(({ data }) => data.orderId === order.id)).toHaveLength(1);
  });

  it('about an order without return and refund cost no call to the shop', async () => {
    const { shop } = gateway;
    await gateway.quiet();
    const reads = shop.calls('Order').length;
    shippedOrder(shop);
    await gateway.quiet();
    expect(shop.calls('Order')).toHaveLength(reads);
  });

  it('of an unknown shop are turned away with 404, and nothing is kept', async () => {
    const before = await stored();
    const response = await send('{"order_id":1}', { 'X-Shopify-Shop-Domain': 'someone-else.myshopify.com' });
    expect(response.status).toBe(404);
    expect(await stored()).toBe(before);
  });

  it.each([
    ['signed with another secret', {}, 'wrong'],
    ['without a signature', { 'X-Shopify-Hmac-Sha256': '' }, 'northfold-secret'],
  ])('%s are turned away with 401, and nothing is kept', async (_, change, secret) => {
    const before = await stored();
    expect((await send('{"order_id":1}', change, secret)).status).toBe(401);
    expect(await stored()).toBe(before);
  });

  it('beyond a megabyte are turned away with 413', async () => {
    expect((await send(Buffer.alloc(1024 * 1024 + 1, ' '))).status).toBe(413);
  });

  it('of a topic that nobody here needs are acknowledged and forgotten', async () => {
    const before = await stored();
    const response = await send('{"id":1}', { 'X-Shopify-Topic': 'fulfillments/create' });
    expect(await response.json()).toEqual({ status: 'ignored' });
    expect(await stored()).toBe(before);
  });

  it('that are well signed but not understood wait for a person, with their bytes', async () => {
    expect((await send('not json', { 'X-Shopify-Webhook-Id': 'garbage' })).status).toBe(200);
    await gateway.quiet();
    const { rows } = await gateway.database.pool.query(
      `SELECT status, reason_code, body FROM messaging.intake WHERE dedupe_key = 'webhook:garbage'`,
    );
    expect(rows).toMatchObject([{ status: 'parked', reason_code: 'WEBHOOK_NOT_UNDERSTOOD' }]);
    expect(rows[0].body.toString()).toBe('not json');
  });
});

describe('webhooks while the secret is being rotated', () => {
  it('are taken with the old secret and the new one', async () => {
    const gateway = await startGateway({ section: { webhookSecrets: ['new-secret', 'northfold-secret'] } });
    const { shop } = gateway;
    refundJacket(shop, shippedOrder(shop).id);
    await gateway.waitFor('RefundRecorded');
    await gateway.stop();
  });
});
