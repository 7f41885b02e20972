import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { domain, openShop, shippedOrder, type TestShop } from '../support/shop.js';

describe('access to the shop', () => {
  let shop: TestShop;
  let orderId: string;
  beforeEach(async () => {
    shop = await openShop();
    orderId = shippedOrder(shop).id;
  });
  afterEach(() => shop.simulator.close());

  const logins = () => shop.simulator.calls.filter(({ path }) => path === '/admin/oauth/access_token').length;
  const laterBy = (ms: number) => ({ now: () => new Date(shop.simulator.clock.now().getTime() + ms) });

  it('asks for one token, however many calls begin at once', async () => {
    const client = shop.client();
    await Promise.all(Array.from({ length: 10 }, () => client.readOrder(orderId)));
    expect(logins()).toBe(1);
  });

  it('renews the token an hour before its end', async () => {
    let offset = 0;
    const client = shop.client({ clock: { now: () => laterBy(offset).now() } });
    await client.readOrder(orderId);
    offset = 22.9 * 3_600_000;
    await client.readOrder(orderId);
    expect(logins()).toBe(1);
    offset = 23.1 * 3_600_000;
    await client.readOrder(orderId);
    expect(logins()).toBe(2);
  });

  it('goes on with the old token while the login fails and the token lasts', async () => {
    let offset = 0;
    const client = shop.client({ clock: { now: () => laterBy(offset).now() } });
    await client.readOrder(orderId);
    offset = 23.1 * 3_600_000;
    shop.simulator.faults.add({ match: { path: 'oauth' }, kind: 'status', status: 503, always: true });
    expect(await client.readOrder(orderId)).not.toBeNull();
  });

  it('renews a token that stops working in the middle', async () => {
    const client = shop.client();
    await client.readOrder(orderId);
    shop.door.expireTokens(domain);
    const orders = await Promise.all([client.readOrder(orderId), client.readOrder(orderId)]);
    expect(orders).toMatchObject([{ orderId }, { orderId }]);
    expect(logins()).toBeGreaterThan(1);
  });

  it('reports wrong credentials as something to try again, for which nothing was sent', async () => {
    const client = shop.client({ section: { clientSecret: 'wrong' } });
    await expect(client.readOrder(orderId)).rejects.toMatchObject({
      code: 'VENDOR_UNAUTHORIZED',
      delivered: 'no',
      retryable: true,
    });
  });

  it('names the scope that is missing, for a person to grant', async () => {
    const poor = await openShop({ shop: { scopes: ['read_inventory'] } });
    await expect(poor.client().readOrder('1')).rejects.toMatchObject({
      code: 'VENDOR_REFUSED',
      retryable: false,
      message: expect.stringContaining('read_orders'),
    });
    await poor.simulator.close();
  });

  it('waits for the bucket when it is throttled, and then goes on', async () => {
    const client = shop.client({ section: { apiVersion: '2026-10' } });
    await client.readStock({ sku: 'NF-JKT-M', locationId: shop.locationId });
    const throttleStatus = { maximumAvailable: 2000, currentlyAvailable: 48, restoreRate: 100 };
    shop.simulator.faults.add({
      match: { body: /Level/ },
      kind: 'status',
      status: 200,
      body: {
        errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
        extensions: { cost: { requestedQueryCost: 50, actualQueryCost: null, throttleStatus } },
      },
    });
    const before = shop.calls('Level').length;
    expect(await client.readStock({ sku: 'NF-JKT-M', locationId: shop.locationId })).toEqual({
      known: true,
      available: 19,
    });
    expect(shop.calls('Level')).toHaveLength(before + 2);
  });

  it('does not wait longer than the signal lets it: surely nothing was done', async () => {
    const client = shop.client();
    shop.door.drainThrottle(domain);
    // Long enough for the answer, far shorter than the 7 s that it asks us to wait.
    const signal = AbortSignal.timeout(1000);
    await expect(client.readOrder(orderId, signal)).rejects.toMatchObject({ delivered: 'no', retryable: true });
  });

  it('says once that the shop answers in another version', async () => {
    const warnings: object[] = [];
    const log = { debug: () => undefined, warn: (facts: object) => void warnings.push(facts) };
    shop.simulator.faults.add({
      kind: 'status',
      status: 200,
      times: 2,
      match: { path: 'graphql' },
      body: { data: { order: null } },
      headers: { 'X-Shopify-API-Version': '2027-01' },
    });
    const client = shop.client({ log });
    await client.readOrder(orderId);
    await client.readOrder(orderId);
    expect(warnings).toEqual([{ pinned: '2026-10', version: '2027-01' }]);
  });

  it('takes an answer that does not fit for no answer, and never shows its values', async () => {
    shop.simulator.faults.add({
      kind: 'status',
      status: 200,
      match: { path: 'graphql' },
      body: { data: { order: { id: 'ida@example.com' } } },
    });
    const failure = await shop
      .client()
      .readOrder(orderId)
      .catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD', delivered: 'unknown' });
    expect(failure instanceof Error && failure.message).not.toContain('ida@');
  });
});
