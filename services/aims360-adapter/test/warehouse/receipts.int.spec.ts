import { createHmac } from 'node:crypto';
import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReceiptView } from '../../src/http/schemas.js';
import { apiOf, type Api } from '../support/api.js';
import { returnInitiated, type Story } from '../support/envelopes.js';
import { UPC_M } from '../support/erp.js';
import { startAdapter, type Adapter } from '../support/service.js';

const SECRET = 'the warehouse and we';

describe('a warehouse that posts its receipts to us', () => {
  let adapter: Adapter;
  let api: Api;
  let last = 880000;
  beforeAll(async () => {
    adapter = await startAdapter({ northfold: { warehouseWebhook: { secrets: [SECRET] } } });
    api = apiOf(adapter);
  });
  afterAll(() => adapter.stop());

  const nextId = () => `RCV${(last += 1)}`;
  const receiptOf = (receiptId: string, change: object = {}) => ({
    type: 'return_receipt.created',
    data: {
      receipt_id: receiptId,
      warehouse_code: 'WEST1',
      received_at: '2026-03-09T15:20:00Z',
      revision: 1,
      final: true,
      lines: [{ sku: 'RIDGE-PINE-M', upc: UPC_M, quantity: 1, condition: 'GOOD', disposition: 'RESTOCK' }],
      ...change,
    },
  });
  const post = async (document: unknown, { secret = SECRET, merchant = 'northfold' } = {}): Promise<number> => {
    const body = JSON.stringify(document);
    const headers = { 'x-signature': createHmac('sha256', secret).update(body).digest('hex') };
    const answer = await fetch(`${adapter.service.url}/webhooks/warehouse/${merchant}`, {
      method: 'POST',
      headers,
      body,
    });
    return answer.status;
  };
  const shown = async (receiptId: string): Promise<ReceiptView | undefined> => {
    const { body } = await api.get<{ items: ReceiptView[] }>('/receipts?limit=200');
    return body.items.find((one) => one.receiptId === receiptId);
  };
  const inStatus = (receiptId: string, status: string) =>
    waitFor(`${receiptId} to be ${status}`, async () => (await shown(receiptId))?.status === status);
  /** Units that AIMS360 counts as received for the return. */
  const receivedUnits = ({ number }: Story): number => {
    const rma = adapter.erp.door.rmas('NORTHFOLD').find((row) => row['thirdPartyReturnID'] === number);
    return [...JSON.stringify(rma).matchAll(/"receivedQuantity":(\d+)/g)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  };

  it('has them booked on the RMA once, and restocked, whatever repeats', async () => {
    const story = adapter.story();
    await adapter.authorized(story);
    const document = receiptOf(nextId(), { external_rma_id: story.number });
    expect([
      await post(document),
      await post(document),
      await post({ ...document, type: 'return_receipt.updated' }),
    ]).toEqual([200, 200, 200]);
    await adapter.waitFor(story, 'InventoryRestocked');
    const [received] = await adapter.waitFor(story, 'ReceiptRecorded');
    expect(received?.data.units).toMatchObject([{ disposition: 'restock', exception: null }]);
    await adapter.quiet();
    expect(adapter.published(story, 'ReceiptRecorded')).toHaveLength(1);
    expect(receivedUnits(story)).toBe(1);
  });

  it('may know the RMA number alone, or the tracking number alone', async () => {
    const [byRma, byTracking] = [adapter.story(), adapter.story()];
    await adapter.authorized(byRma);
    const initiated = returnInitiated(byTracking);
    const parcel = { carrier: 'USPS', trackingNumber: `94${byTracking.number}`, status: null, labelUrl: null };
    await adapter.publish({ ...initiated, data: { ...(initiated.data as object), parcel } } as typeof initiated);
    await adapter.waitFor(byTracking, 'ReturnAuthorized');
    await post(receiptOf(nextId(), { ra_number: adapter.rmas(byRma)[0]?.['rma'] }));
    await post(receiptOf(nextId(), { tracking_number: `94${byTracking.number}` }));
    for (const story of [byRma, byTracking]) await adapter.waitFor(story, 'InventoryRestocked');
  });

  it('that no return is known for waits as a task, and is matched by itself when the return comes', async () => {
    const story = adapter.story();
    const receiptId = nextId();
    await post(receiptOf(receiptId, { external_rma_id: story.number }));
    await inStatus(receiptId, 'blind');
    await adapter.authorized(story);
    await adapter.waitFor(story, 'InventoryRestocked');
    expect(await shown(receiptId)).toMatchObject({ status: 'handed-over', returnId: story.returnId });
  });

  it('without any number is matched by an operator', async () => {
    const story = adapter.story();
    await adapter.authorized(story);
    const receiptId = nextId();
    await post(receiptOf(receiptId));
    await inStatus(receiptId, 'blind');
    const path = `/receipts/northfold-${receiptId}/match`;
    expect(await api.post(path, { returnId: story.returnId })).toMatchObject({ status: 403 });
    const matched = await api.post(path, { returnId: story.returnId }, { role: 'operator' });
    expect(matched).toMatchObject({ status: 200, body: { status: 'handed-over' } });
    await adapter.waitFor(story, 'InventoryRestocked');
    expect(await api.post(path, { returnId: story.returnId }, { role: 'operator' })).toMatchObject({ status: 409 });
  });

  it('with a word of its own for the goods waits until somebody says what it means', async () => {
    const story = adapter.story();
    await adapter.authorized(story);
    const receiptId = nextId();
    const lines = [{ upc: UPC_M, quantity: 1, condition: 'WORN', disposition: 'BIN-B' }];
    await post(receiptOf(receiptId, { external_rma_id: story.number, lines }));
    await inStatus(receiptId, 'waiting');
    expect((await shown(receiptId))?.unmapped).toEqual(['BIN-B']);
    expect(await api.get('/mappings/northfold/disposition')).toMatchObject({
      body: { unmapped: [{ key: 'BIN-B', seen: 1, waiting: 1 }] },
    });
    const mapped = await api.put('/mappings/northfold/disposition/BIN-B', { value: 'seconds' });
    expect(mapped.status).toBe(200);
    const [received] = await adapter.waitFor(story, 'ReceiptRecorded');
    expect(received?.data.units).toMatchObject([{ quality: 'second', disposition: 'seconds' }]);
  });

  it('is refused without the right signature, and for a merchant that takes none', async () => {
    const document = receiptOf(nextId());
    expect(await post(document, { secret: 'another' })).toBe(401);
    expect(await post(document, { merchant: 'harbor' })).toBe(401);
    expect(await post(document, { merchant: 'nobody' })).toBe(404);
  });

  it('and goods that a person keys are booked the same way', async () => {
    const story = adapter.story();
    await adapter.authorized(story);
    const lines = [{ barcode: UPC_M, disposition: 'write-off', note: 'torn' }];
    const key = 'keyed-by-hand';
    const path = `/rmas/${story.returnId}/receipts`;
    expect(await api.post(path, { lines }, { role: 'operator', key })).toMatchObject({ status: 200 });
    await adapter.waitFor(story, 'ReceiptRecorded');
    expect(await api.post(path, { lines }, { role: 'operator', key })).toMatchObject({ status: 200 });
    expect(await api.post(path, { lines, receiptId: key }, { role: 'operator' })).toMatchObject({ status: 409 });
    await adapter.quiet();
    expect(adapter.published(story, 'InventoryRestocked')).toEqual([]);
    expect(receivedUnits(story)).toBe(1);
  });
});
