import { waitFor } from '@backhaul/testkit';
import { afterEach, describe, expect, it } from '@jest/globals';
import { domain, refundJacket, shippedOrder } from '../support/shop.js';
import { startGateway, type Gateway } from '../support/service.js';

const HOOKS = 'http://127.0.0.1:9/webhooks/shopify';
const TOPICS = 5;

describe('the set-up of a shop', () => {
  let gateway: Gateway;
  afterEach(() => gateway.stop());

  const made = () => gateway.shop.calls('Subscribe').length;
  const checks = async () => {
    const { items } = (await gateway.admin('GET', '/checks/northfold')) as { items: Check[] };
    return Object.fromEntries(items.map((item) => [item.name, item]));
  };
  const firstSweep = () =>
    waitFor('the first sweep', async () => (await checks())['sweep of changed orders']?.status === 'ok');
  const swept = async () => {
    const before = gateway.shop.calls('Subscriptions').length;
    gateway.service.wake();
    await waitFor('a look at the subscriptions', () => gateway.shop.calls('Subscriptions').length > before);
  };

  it('makes the webhooks that are missing, once, and again when the shop has dropped one', async () => {
    gateway = await startGateway({ section: { webhookUrl: HOOKS } });
    await waitFor('all subscriptions', () => made() === TOPICS);
    await waitFor('them to be there', async () => (await checks())['webhooks']?.status === 'ok');
    await swept();
    expect(made()).toBe(TOPICS);
    await dropSubscription(gateway);
    await swept();
    await waitFor('the dropped one', () => made() === TOPICS + 1);
    expect((await checks())['webhooks']).toMatchObject({ status: 'ok', found: '5 of 5 subscriptions' });
  });

  it('is seen to be right by a check that only reads', async () => {
    gateway = await startGateway();
    await firstSweep();
    const report = await checks();
    expect(report['access token']).toMatchObject({ system: 'Shopify', status: 'ok' });
    expect(report['scope read_returns']).toMatchObject({ status: 'ok' });
    expect(report['API version']).toMatchObject({ status: 'ok', found: '2026-10, as pinned' });
    expect(report['webhooks']).toMatchObject({ status: 'warn', remedy: expect.stringContaining('shopify.webhookUrl') });
    expect(report['orders older than 60 days']).toMatchObject({ status: 'warn' });
    expect(made()).toBe(0);
  });

  it('is seen to lack a scope, or the right credentials, with what to do about it', async () => {
    const scopes = ['read_orders', 'read_all_orders', 'write_inventory', 'read_products'];
    gateway = await startGateway({ shop: { shop: { scopes } } });
    const report = await checks();
    expect(report['scope read_returns']).toMatchObject({
      status: 'fail',
      found: 'not granted: no native exchange is seen',
      remedy: expect.stringContaining('Add read_returns'),
    });
    expect(report['scope read_inventory']).toMatchObject({ status: 'ok' });
    expect(report['orders older than 60 days']).toMatchObject({ status: 'ok' });
    gateway.shop.door.addShop({ domain, clientId: 'other', clientSecret: 'other', locations: [] });
    gateway.shop.door.expireTokens(domain);
    expect((await checks())['access token']).toMatchObject({ status: 'fail', found: expect.stringContaining('token') });
  });

  it('lets a person have orders read again: by id, or by the time of their change, once per key', async () => {
    gateway = await startGateway();
    await firstSweep();
    gateway.shop.simulator.webhooks.disturb({ drop: 1000 });
    const orders = [shippedOrder(gateway.shop), shippedOrder(gateway.shop)];
    for (const { id } of orders) refundJacket(gateway.shop, id, { key: id });
    const [first] = orders;
    const byId = { merchant: 'northfold', reason: 'Webhooks were down.', orderIds: [first?.id] };
    expect(await reread(gateway, 'by-id-0001', byId)).toMatchObject({ rereading: { orderIds: [first?.id] } });
    await reread(gateway, 'by-id-0001', byId);
    expect(await gateway.waitFor('RefundRecorded')).toMatchObject([{ data: { orderId: first?.id } }]);
    const hour = 3_600_000;
    const [changedFrom, changedBefore] = [-hour, hour].map((ms) => new Date(Date.now() + ms).toISOString());
    await reread(gateway, 'by-time-0001', { merchant: 'northfold', reason: 'To be sure.', changedFrom, changedBefore });
    await gateway.waitFor('RefundRecorded', 2);
    await gateway.quiet();
    expect(gateway.published('RefundRecorded')).toHaveLength(2);
  });

  it('refuses to read an unbounded time again', async () => {
    gateway = await startGateway();
    const span = { changedFrom: '2026-01-01T00:00:00Z', changedBefore: '2026-06-01T00:00:00Z' };
    await expect(reread(gateway, 'too-long-1', { merchant: 'northfold', reason: 'All.', ...span })).rejects.toThrow(
      '400',
    );
  });
});

interface Check {
  system: string;
  name: string;
  status: string;
  found: string;
  remedy: string | null;
}

async function reread({ service }: Gateway, key: string, body: object): Promise<unknown> {
  const headers = { authorization: 'Bearer admin-token', 'content-type': 'application/json', 'idempotency-key': key };
  const response = await fetch(`${service.url}/orders/reread`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return JSON.parse(text);
}

/** As the shop does after eight failed deliveries. */
async function dropSubscription({ shop }: Gateway): Promise<void> {
  const { url } = shop.simulator;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'northfold-app',
    client_secret: 'northfold-secret',
  });
  const login = await fetch(`${url}/admin/oauth/access_token`, { method: 'POST', body: form });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const ask = async (query: string): Promise<string> => {
    const headers = { 'x-shopify-access-token': token, 'content-type': 'application/json' };
    const body = JSON.stringify({ query, variables: {} });
    return (await fetch(`${url}/admin/api/2026-10/graphql.json`, { method: 'POST', headers, body })).text();
  };
  const [id] =
    /gid:\/\/shopify\/WebhookSubscription\/\d+/.exec(
      await ask('{ webhookSubscriptions(first: 1) { nodes { id } } }'),
    ) ?? [];
  await ask(`mutation { webhookSubscriptionDelete(id: "${id}") { deletedWebhookSubscriptionId } }`);
}
