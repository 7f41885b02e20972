import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IntakeItem } from '@backhaul/messaging';
import { waitFor } from '@backhaul/testkit';
import { BellHandler } from '../../src/bells/bell-handler.js';
import { startGateway, type Gateway } from '../support/service.js';
import { usd } from '../support/returns.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterEach(() => {
  gateway.shop.loop.webhooks.disturb({ drop: 0, duplicate: 0, delay: { times: 0, ms: 0 }, reorder: 0 });
  gateway.shop.loop.faults.clear();
});
afterAll(() => gateway.stop());

const stored = async (): Promise<number> => {
  const { rows } = await gateway.database.pool.query('SELECT count(*)::int AS items FROM messaging.intake');
  return rows[0].items;
};
const rejected = (reason: string) =>
  gateway.metric(`backhaul_webhooks_rejected_total{source="loop",reason="${reason}"}`);

describe('a return that a shopper submits', () => {
  it('is told in full, unit by unit, under one correlation', async () => {
    const { shop } = gateway;
    const one = await shop.submit('NF-JKT-M', 'NF-VST-M');
    const event = await gateway.told('ReturnInitiated', one.id);
    const returnId = `northfold-${one.id}`;
    expect(event).toMatchObject({
      source: '/backhaul/loop-gateway',
      subject: returnId,
      merchantId: 'northfold',
      partitionKey: `northfold/${one.providerOrderId}`,
      correlationId: returnId,
      time: `${one.createdAt.slice(0, 19)}.000Z`,
      data: {
        returnId,
        externalReturnId: one.id,
        order: { orderId: one.providerOrderId, orderName: one.orderName },
        outcome: 'refund',
        learnedVia: 'webhook',
        amounts: { total: usd(11232), refund: usd(11232) },
      },
    });
    expect(event.data.shopper).toMatchObject({ postalCode: '55802', countryCode: 'US' });
    expect(event.data.units).toMatchObject(
      one.lines.map(({ lineItemId, providerLineItemId, sku, price }) => ({
        unitId: lineItemId,
        orderLineId: providerLineItemId,
        sku,
        price: usd(price),
        reason: 'Too warm',
      })),
    );
  });

  it('is told with the shopper although news of its label comes first', async () => {
    await gateway.quiet();
    gateway.shop.loop.webhooks.disturb({ reorder: 2 });
    const one = await gateway.shop.submit();
    expect((await gateway.told('ReturnInitiated', one.id)).data.shopper).toMatchObject({ postalCode: '55802' });
    await gateway.quiet();
    expect(gateway.published('ReturnInitiated', one.id)).toHaveLength(1);
  });

  it('is found by the sweep when only the news of its label arrived', async () => {
    await gateway.quiet();
    gateway.shop.loop.webhooks.disturb({ drop: 1 });
    const one = await gateway.shop.submit();
    await gateway.quiet();
    expect(gateway.story(one.id)).toEqual([]);
    await gateway.sweep();
    expect((await gateway.told('ReturnInitiated', one.id)).data.learnedVia).toBe('sweep');
  });

  it('is told once, delivered a hundred times', async () => {
    const { webhooks } = gateway.shop.loop;
    const before = webhooks.deliveries.length;
    const one = await gateway.shop.submit();
    for (const { id } of webhooks.deliveries.slice(before)) {
      for (let times = 0; times < 50; times += 1) webhooks.resend(id);
    }
    await gateway.told('ReturnInitiated', one.id);
    await gateway.quiet();
    const attempts = webhooks.deliveries.slice(before).flatMap((delivery) => delivery.attempts);
    expect(attempts.length).toBeGreaterThanOrEqual(100);
    expect(new Set(attempts.map(({ status }) => status))).toEqual(new Set([200]));
    expect(gateway.published('ReturnInitiated', one.id)).toHaveLength(1);
  });

  it('is told once, and ends as it stands, with its webhooks doubled, late and in the wrong order', async () => {
    const { webhooks, door } = gateway.shop.loop;
    await gateway.quiet();
    // created, label created, two per carrier scan, flagged: the last one comes first.
    webhooks.disturb({ reorder: 7 });
    const one = await gateway.shop.submit();
    door.progressLabel(one.id, 'pre_transit');
    door.progressLabel(one.id, 'in_transit');
    door.flag(one.id);
    webhooks.disturb({ duplicate: 2, delay: { times: 1, ms: 30 } });
    door.setState(one.id, 'open');
    await gateway.told('ReturnInitiated', one.id);
    await gateway.quiet();
    expect(gateway.published('ReturnInitiated', one.id)).toHaveLength(1);
    const { rows } = await gateway.database.pool.query(
      `SELECT data FROM event_store.events WHERE stream_id = $1 AND type = 'SnapshotTaken' ORDER BY version DESC LIMIT 1`,
      [`loop-return-northfold-${one.id}`],
    );
    expect(rows[0].data).toMatchObject({ state: 'open', parcel: { status: 'in_transit' } });
  });

  it('is told once when webhook and sweep come at the same time', async () => {
    await gateway.quiet();
    gateway.shop.loop.webhooks.disturb({ delay: { times: 2, ms: 30 } });
    const [one] = await Promise.all([gateway.shop.submit(), gateway.sweep()]);
    await gateway.sweep();
    await gateway.told('ReturnInitiated', one.id);
    await gateway.quiet();
    expect(gateway.published('ReturnInitiated', one.id)).toHaveLength(1);
    const { rows } = await gateway.database.pool.query(
      `SELECT DISTINCT headers ->> 'via' AS via FROM messaging.intake WHERE lane = $1 ORDER BY via`,
      [one.id],
    );
    expect(rows).toEqual([{ via: 'sweep' }, { via: 'webhook' }]);
  });

  it('that cannot be read yet is read a moment later', async () => {
    const body = { error: { message: 'No return found with this ID.' } };
    gateway.shop.fault(/\/details$/, { kind: 'status', status: 200, body, times: 2 });
    const one = await gateway.shop.submit();
    await gateway.told('ReturnInitiated', one.id);
    expect(gateway.published('ReturnInitiated', one.id)).toHaveLength(1);
  });

  it('that can never be read waits for a person', async () => {
    const item = { merchantId: 'northfold', body: Buffer.from('{"topic":"return","id":"1"}'), headers: {} };
    const handle = (attempts: number) =>
      gateway.service.app.get(BellHandler).handle({ ...item, attempts } as unknown as IntakeItem);
    await expect(handle(7)).rejects.toMatchObject({ code: 'RETURN_NOT_FOUND', retryable: true });
    await expect(handle(8)).rejects.toMatchObject({ code: 'RETURN_NOT_FOUND', retryable: false });
  });

  it('is read again when what was read is older than what the sweep saw', async () => {
    const one = await gateway.shop.submit();
    await gateway.quiet();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const body = Buffer.from(JSON.stringify({ topic: 'return', id: one.id, changed_at: tomorrow }));
    const handle = (attempts: number) =>
      gateway.service.app
        .get(BellHandler)
        .handle({ id: '0', merchantId: 'northfold', body, headers: {}, attempts } as unknown as IntakeItem);
    await expect(handle(1)).rejects.toMatchObject({ code: 'RETURN_READ_TOO_EARLY', retryable: true });
    await handle(6);
  });

  it('tells each step of its parcel once', async () => {
    const one = await gateway.shop.submit();
    await gateway.told('ReturnInitiated', one.id);
    for (const status of ['in_transit', 'delivered'] as const) {
      gateway.shop.loop.door.progressLabel(one.id, status);
      await waitFor(`the parcel ${status}`, () =>
        gateway.published('ParcelProgressed', one.id).some(({ data }) => data.status === status),
      );
    }
    await gateway.quiet();
    const told = gateway.published('ParcelProgressed', one.id).map(({ data }) => data.status);
    expect(told.filter((status) => status !== 'new')).toEqual(['in_transit', 'delivered']);
  });
});

describe('a webhook', () => {
  const body = '{"topic":"return","trigger":"return.created","id":"1"}';

  it.each([
    ['signed with another secret', { secret: 'wrong' }],
    ['without a signature', { signature: null }],
    ['with a signature that is none', { signature: 'AAAA' }],
  ])('%s is turned away with 401: nothing is stored but a count', async (_, o) => {
    const [before, counted] = [await stored(), await rejected('signature')];
    const response = await gateway.send(body, o);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await stored()).toBe(before);
    expect(await rejected('signature')).toBe(counted + 1);
  });

  it('whose body was written anew, with the same content, is turned away: the signature is over the bytes', async () => {
    const delivery = gateway.shop.loop.webhooks.deliveries.find(({ body: sent }) => sent.includes('\\/'));
    const { body: sent = '', headers = {} } = delivery ?? {};
    const signature = headers['X-Loop-Signature'] ?? '';
    expect((await gateway.send(JSON.stringify(JSON.parse(sent)), { signature })).status).toBe(401);
    expect((await gateway.send(sent, { signature })).status).toBe(200);
  });

  it.each(['nobody', 'loopless'])(
    'for %s, who has no Loop here, is answered 404, and nothing is stored',
    async (to) => {
      const [before, counted] = [await stored(), await rejected('merchant')];
      expect((await gateway.send(body, { merchant: to })).status).toBe(404);
      expect(await stored()).toBe(before);
      expect(await rejected('merchant')).toBe(counted + 1);
    },
  );

  it('beyond a megabyte is turned away with 413, and nothing is stored', async () => {
    const before = await stored();
    expect((await gateway.send(Buffer.alloc(1024 * 1024 + 1, ' '))).status).toBe(413);
    expect(await stored()).toBe(before);
  });

  it.each([
    ['is not JSON', 'not json'],
    ['has no topic', '{"id":"7"}'],
    ['names no return', '{"topic":"return","trigger":"return.updated"}'],
    ['is empty, as a mismatched subscription makes it', '[]'],
  ])('that %s waits for a person, with its bytes, and can be replayed', async (_, text) => {
    expect((await gateway.send(text)).status).toBe(200);
    const parked = await waitFor('the item to be parked', async () => {
      const { items } = await gateway.admin<{ items: (IntakeItem & { body: string })[] }>(
        'GET',
        '/admin/intake?status=parked',
      );
      return items.find((item) => item.body === text);
    });
    expect(parked).toMatchObject({ source: 'loop', merchantId: 'northfold', reasonCode: 'WEBHOOK_NOT_UNDERSTOOD' });
    await gateway.admin('POST', `/admin/intake/${parked.id}/replay`, { by: 'Dana Ruiz', reason: 'look again' });
    await waitFor('it to be parked again', async () => {
      const item = await gateway.admin<IntakeItem>('GET', `/admin/intake/${parked.id}`);
      return item.status === 'parked' && item.closedBy === 'Dana Ruiz: look again';
    });
  });

  it('about a return that does not fit waits for a person, and is told when it is replayed after the cure', async () => {
    const broken = { id: 1, state: 'paused' };
    gateway.shop.fault(/\/details$/, { kind: 'status', status: 200, body: broken, always: true });
    const one = await gateway.shop.submit();
    const parked = await waitFor('the item to be parked', async () => {
      const { items } = await gateway.admin<{ items: IntakeItem[] }>('GET', '/admin/intake?status=parked&limit=500');
      return items.find(({ lane }) => lane === one.id);
    });
    expect(parked).toMatchObject({ reasonCode: 'VENDOR_NOT_UNDERSTOOD' });
    gateway.shop.loop.faults.clear();
    const action = { by: 'Dana Ruiz', reason: 'Loop is mended' };
    await gateway.admin('POST', `/admin/intake/${parked.id}/replay`, action);
    await gateway.told('ReturnInitiated', one.id);
    await gateway.quiet();
    expect(gateway.published('ReturnInitiated', one.id)).toHaveLength(1);
  });
});

describe('webhooks while the secret is being rotated', () => {
  it('are taken with the old secret and the new one', async () => {
    const rotating = await startGateway({ section: { webhookSecrets: ['new', 'hush-loop'] } });
    const body = '{"topic":"return","id":"1"}';
    expect((await rotating.send(body, { secret: 'new' })).status).toBe(200);
    expect((await rotating.send(body, { secret: 'hush-loop' })).status).toBe(200);
    expect((await rotating.send(body, { secret: 'older' })).status).toBe(401);
    await rotating.stop();
  });
});
