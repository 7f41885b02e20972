import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CheckReport } from '@backhaul/service-kit';
import { waitFor } from '@backhaul/testkit';
import type { Webhook } from '../../src/loop/port.js';
import { startGateway, type Gateway } from '../support/service.js';

const BASE = 'https://returns.northfold.example';
const ADDRESS = `${BASE}/webhooks/loop/northfold`;
const TRIGGERS = [
  'label.created',
  'label.updated',
  'return.closed',
  'return.created',
  'return.processing.failed',
  'return.updated',
];

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ section: { webhookUrl: BASE } });
});
afterAll(() => gateway.stop());

const ours = async (): Promise<Webhook[]> =>
  (await gateway.shop.client().webhooks()).filter(({ url }) => url === ADDRESS);
const activeTriggers = async (): Promise<string[]> =>
  (await ours()).flatMap(({ isActive, trigger }) => (isActive ? [trigger] : [])).sort();
const checks = async (from = gateway): Promise<Record<string, CheckReport>> => {
  const { items } = await from.admin<{ items: CheckReport[] }>('GET', '/checks/northfold');
  return Object.fromEntries(items.map((one) => [one.name, one]));
};
const watched = async (): Promise<void> => {
  const before = gateway.shop.calls(/\/webhooks$/).length;
  gateway.service.wake('loop-webhooks-northfold');
  await waitFor('a look at the webhooks', () => gateway.shop.calls(/\/webhooks$/).length > before);
};

describe('webhooks', () => {
  it('are registered as active, each once, and others are left alone', async () => {
    const elsewhere = (await gateway.shop.client().webhooks()).filter(({ url }) => url !== ADDRESS);
    expect(elsewhere.length).toBeGreaterThan(0);
    await waitFor('all of them', async () => (await activeTriggers()).length === TRIGGERS.length);
    await watched();
    expect(await activeTriggers()).toEqual(TRIGGERS);
    const all = await gateway.shop.client().webhooks();
    expect(all.filter(({ url }) => url !== ADDRESS)).toEqual(elsewhere);
  });

  it('that Loop has deactivated are activated again, and one that is gone is made anew', async () => {
    const call = (method: string, path: string, body?: object) =>
      fetch(`${gateway.shop.loop.url}/api/v1/webhooks/${path}`, {
        method,
        headers: { 'X-Authorization': String(gateway.shop.section['apiKey']), 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const [first, second] = await ours();
    await call('PUT', first?.id ?? '', { status: 'inactive' });
    await call('DELETE', second?.id ?? '');
    expect((await checks()).webhooks).toMatchObject({
      status: 'fail',
      found: `no ${second?.trigger}, ${first?.trigger} inactive`,
    });
    gateway.service.wake('loop-webhooks-northfold');
    await waitFor('all of them', async () => (await activeTriggers()).length === TRIGGERS.length);
    expect((await ours()).map(({ id }) => id)).toContain(first?.id);
    expect((await checks()).webhooks).toMatchObject({ status: 'ok', found: '6 of 6 active', remedy: null });
  });
});

describe('the checks of a merchant', () => {
  it('say what works', async () => {
    expect((await checks())['webhooks received']).toMatchObject({ status: 'warn', found: 'none so far' });
    const one = await gateway.shop.submit();
    await gateway.told('ReturnInitiated', one.id);
    const found = await checks();
    expect(Object.keys(found)).toHaveLength(5);
    expect(Object.values(found).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('say what is missing and how to mend it', async () => {
    const wrong = await startGateway({ section: { webhookSecrets: [] }, loop: { scopes: ['returns'] } });
    const found = await checks(wrong);
    expect(found).toMatchObject({
      'API key and scope returns': { status: 'ok' },
      webhooks: { status: 'warn', found: expect.stringContaining('developer_tools') },
      'webhook secrets': { status: 'fail', remedy: expect.stringContaining('loop.webhookSecrets') },
    });
    wrong.shop.loop.door.addShop({
      shop: 'northfold',
      apiKey: 'another key',
      webhookSecret: 'hush',
      shopDomain: 'northfold.myshopify.com',
    });
    expect((await checks(wrong))['API key and scope returns']).toMatchObject({
      status: 'fail',
      remedy: expect.stringContaining('loop.apiKey'),
    });
    await wrong.stop();
  });
});
