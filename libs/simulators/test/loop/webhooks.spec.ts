import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LoopReturn, LoopShopRequest } from '../../src/index.js';
import { startReceiver, type Answer } from '../receiver.js';
import { buy, DOMAIN, KEY, openPair, SECRET, type Pair } from './loop.js';

let pair: Pair;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
const open = async (script: Answer[] = [], settings: Partial<LoopShopRequest> = {}): Promise<void> => {
  receiver = await startReceiver(script);
  pair = await openPair({ webhookUrl: receiver.url, ...settings });
};
beforeEach(() => open());
const close = () => Promise.all([pair.close(), receiver.close()]);
afterEach(close);

const submit = async (): Promise<LoopReturn> => {
  const one = await pair.ida.submitReturn(await buy(pair), ['NF-JKT-M']);
  await pair.loop.idle();
  return one;
};
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const triggers = () => bodies().map(({ trigger }) => trigger);
const process = async (id: string): Promise<void> => {
  pair.loop.door.process(id);
  pair.clock.advance(300);
  await pair.loop.idle();
};

describe('a submitted return', () => {
  it('is told as return.created and label.created', async () => {
    const one = await submit();
    expect(triggers().sort()).toEqual(['label.created', 'return.created']);
    expect(bodies().find(({ topic }) => topic === 'return')).toMatchObject({
      shop_id: 4711,
      id: one.id,
      state: 'open',
      provider_order_number: 20418,
      carrier: 'N/A',
      label_status: 'pending',
      refunds: [],
      customer_detail: { first_name: 'Ida' },
      line_items: [{ sku: 'NF-JKT-M', refund: '68.04' }],
    });
    expect(bodies().find(({ topic }) => topic === 'return')).not.toHaveProperty('outcome');
    expect(bodies().find(({ topic }) => topic === 'label')).toMatchObject({
      id: one.id,
      label_status: 'new',
      carrier: 'UPS',
    });
  });

  it('is signed in base64 over exactly these bytes, slashes escaped, on one line', async () => {
    await submit();
    for (const { body, headers } of receiver.received) {
      const sent = Buffer.from(String(headers['x-loop-signature']), 'base64');
      expect(timingSafeEqual(sent, createHmac('sha256', SECRET).update(body).digest())).toBe(true);
      expect(body).not.toMatch(/[^\\]\/|\n/);
      expect(JSON.stringify(JSON.parse(body))).not.toBe(body.includes('/') ? body : '');
    }
    expect(
      receiver.received.some(({ body }) => body.includes('https:\\/\\/northfold.loopreturns.com\\/#\\/return\\/')),
    ).toBe(true);
  });
});

describe('closing', () => {
  it.each([
    ['both', ['return.closed', 'return.updated']],
    ['closed', ['return.closed']],
    ['updated', ['return.updated']],
  ] as const)('can be told as %s', async (closing, expected) => {
    await close();
    await open([], { quirks: { closing } });
    const { id } = await submit();
    receiver.received.splice(0);
    await process(id);
    expect(triggers().sort()).toEqual(expected);
    expect(bodies()[0]).toMatchObject({ state: 'closed', refunds: [{ amount: '68.04', provider: 'shopify' }] });
  });

  it('that fails is told with a message, or with none', async () => {
    const { id } = await submit();
    receiver.received.splice(0);
    pair.loop.door.failNextProcessing('northfold', null);
    pair.loop.door.failNextProcessing('northfold', 'Insufficient funds');
    await process(id);
    await process(id);
    const told = {
      topic: 'return.processing',
      trigger: 'return.processing.failed',
      return_id: Number(id),
      return_state: 'open',
    };
    expect(bodies()).toEqual([
      expect.objectContaining({ ...told, message: null }),
      expect.objectContaining({ ...told, message: 'Insufficient funds' }),
    ]);
  });
});

describe('other changes of state', () => {
  it('arrive as return.updated with the new state', async () => {
    const { id } = await submit();
    receiver.received.splice(0);
    pair.loop.door.flag(id);
    await pair.loop.idle();
    expect(bodies()).toEqual([expect.objectContaining({ trigger: 'return.updated', state: 'review' })]);
  });
});

describe('delivery', () => {
  const attempts = () => pair.loop.door.deliveries()[0]?.attempts.map(({ status }) => status);
  const wait = async (times: number): Promise<void> => {
    for (let count = 0; count < times; count += 1) {
      pair.clock.advance(30 * 60_000);
      await pair.loop.idle();
    }
  };
  const only = async (script: Answer[]): Promise<void> => {
    await close();
    receiver = await startReceiver(script);
    pair = await openPair();
    await pair.send('POST', '/webhooks', {
      topic: 'return',
      trigger: 'return.created',
      url: receiver.url,
      status: 'active',
    });
    await submit();
    await wait(7);
  };

  it('is tried six times with growing waits', async () => {
    await only(Array.from({ length: 9 }, () => 503));
    expect(attempts()).toEqual([503, 503, 503, 503, 503, 503]);
  });

  it.each([400, 401, 403, 404, 405])('loses the event for good on %i', async (status) => {
    await only([status]);
    expect(attempts()).toEqual([status]);
  });

  it('honours Retry-After up to half an hour', async () => {
    await only([
      { status: 500, headers: { 'retry-after': '1800' } },
      { status: 500, headers: { 'retry-after': '1801' } },
    ]);
    expect(attempts()).toEqual([500, 500]);
    expect(pair.loop.door.deliveries()[0]?.state).toBe('failed');
  });
});

describe('subscriptions', () => {
  it('are inactive unless said otherwise, never show the secret, and can be changed and deleted', async () => {
    await close();
    await open([], {});
    const wanted = { topic: 'return', trigger: 'return.created', url: `${receiver.url}/mine` };
    const made = await pair.send('POST', '/webhooks', wanted);
    const { id } = made.body as { id: number };
    expect(made).toEqual({ status: 200, body: { id, shop_id: 4711, ...wanted, status: 'inactive' } });
    await submit();
    const mine = () => receiver.received.filter(({ path }) => path === '/hook/mine').length;
    expect(mine()).toBe(0);
    expect(await pair.send('PUT', `/webhooks/${id}`, { status: 'active' })).toEqual({ status: 204, body: undefined });
    await submit();
    expect(mine()).toBe(1);
    expect((await pair.get('/webhooks')).body).toMatchObject({
      webhooks: expect.arrayContaining([expect.objectContaining({ id, status: 'active' })]),
    });
    expect((await pair.send('DELETE', `/webhooks/${id}`)).status).toBe(204);
    expect(await pair.send('DELETE', `/webhooks/${id}`)).toEqual({
      status: 404,
      body: { errors: { code: 'NOT_FOUND' } },
    });
    expect((await pair.send('POST', '/webhooks', { ...wanted, topic: 'order' })).status).toBe(422);
  });

  it('with a topic that does not fit the trigger get an empty payload', async () => {
    await close();
    receiver = await startReceiver();
    pair = await openPair();
    await pair.send('POST', '/webhooks', {
      topic: 'label',
      trigger: 'return.created',
      url: receiver.url,
      status: 'active',
    });
    await submit();
    expect(receiver.received.map(({ body }) => body)).toEqual(['[]']);
    pair.loop.door.addShop({
      shop: 'northfold',
      apiKey: KEY,
      webhookSecret: SECRET,
      shopDomain: DOMAIN,
      webhookUrl: receiver.url,
    });
    await submit();
    expect(receiver.received.filter(({ body }) => body === '[]')).toHaveLength(2);
  });
});
