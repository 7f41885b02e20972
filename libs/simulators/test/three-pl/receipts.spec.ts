import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doorClient, startThreePlSimulator } from '../../src/index.js';
import type { ThreePlDoor } from '../../src/index.js';
import { SECRET, northport, startHook } from './northport.js';
import type { Hook, Northport } from './northport.js';

describe('3PL receipts', () => {
  let pl: Northport;
  let hook: Hook;
  beforeEach(async () => {
    hook = await startHook();
    pl = await northport({ webhookUrl: hook.url });
    await pl.call('POST', '/return-orders', pl.order());
  });
  afterEach(async () => {
    await pl.warehouse.close();
    await hook.close();
  });
  const bodies = (): Record<string, unknown>[] =>
    hook.received.map(({ raw }) => JSON.parse(raw.toString('utf8')) as Record<string, unknown>);
  const listed = async (): Promise<unknown> => (await pl.call('GET', '/return-receipts')).json.items;

  it('receives everything good and final unless told otherwise', async () => {
    const receipt = pl.warehouse.door.receive('700123');
    expect(receipt).toMatchObject({
      receipt_id: 'RCV880017',
      return_order_id: 'ro_51',
      ra_number: '700123',
      revision: 1,
      final: true,
      lines: [{ line_no: 1, sku: 'TS100-BLK-M', quantity: 2, condition: 'GOOD', disposition: 'RESTOCK' }],
    });
    const [order] = pl.warehouse.door.returnOrders();
    expect(order?.status_history.map(({ status }) => status)).toEqual([
      'AWAITING_ARRIVAL',
      'ARRIVED',
      'PROCESSING',
      'COMPLETED',
    ]);
  });

  it('signs the exact bytes of the webhook, and the list says the same', async () => {
    pl.warehouse.door.receive('700123');
    await pl.warehouse.idle();
    const [got] = hook.received;
    const signature = createHmac('sha256', SECRET)
      .update(got?.raw ?? '')
      .digest('hex');
    expect(got?.headers).toMatchObject({ 'x-signature': signature, 'x-event-id': 'evt_00000001' });
    expect(bodies()).toMatchObject([{ type: 'return_receipt.created', client_code: 'OAK' }]);
    expect(await listed()).toEqual([bodies()[0]?.data]);
  });

  it('scripts mixed, short, wrong and unexpected goods', () => {
    const { lines } = pl.warehouse.door.receive('700123', {
      lines: [
        { line_no: 1, quantity: 1, condition: 'DAMAGED', note: 'stain, left sleeve' },
        { sku: 'TS100-RED-M', quantity: 1, exception_code: 'WRONG_ITEM' },
      ],
    });
    expect(lines).toMatchObject([
      { line_no: 1, sku: 'TS100-BLK-M', disposition: 'SECONDS', exception_code: 'DAMAGED' },
      { line_no: null, sku: 'TS100-RED-M', disposition: 'HOLD', exception_code: 'WRONG_ITEM', note: null },
    ]);
  });

  it('holds unexpected goods for a word when the client will not take them', async () => {
    await pl.call('POST', '/return-orders', pl.order({ ra_number: '700124', accept_unexpected: false }));
    const { lines } = pl.warehouse.door.receive('700124', { lines: [{ sku: 'OTHER', quantity: 1 }] });
    expect(lines).toMatchObject([{ exception_code: 'UNEXPECTED', note: 'ACTION_REQUIRED' }]);
  });

  it('receives in parts: the second one has what was left', async () => {
    pl.warehouse.door.receive('700123', { lines: [{ line_no: 1, quantity: 1 }], final: false });
    expect(pl.warehouse.door.returnOrders()).toMatchObject([{ status: 'PROCESSING' }]);
    pl.warehouse.clock.advance(60_000);
    const since = pl.warehouse.clock.now().toISOString();
    expect(pl.warehouse.door.receive('700123')).toMatchObject({ receipt_id: 'RCV880018', lines: [{ quantity: 1 }] });
    const later = (await pl.call('GET', `/return-receipts?updated_since=${since}`)).json;
    expect(later).toMatchObject({ items: [{ receipt_id: 'RCV880018' }], next_cursor: null });
    const first = (await pl.call('GET', '/return-receipts?limit=1')).json;
    expect((await pl.call('GET', `/return-receipts?cursor=${String(first.next_cursor)}`)).json).toMatchObject({
      items: [{ receipt_id: 'RCV880018' }],
    });
  });

  it('corrects a receipt under the same id, one revision higher', async () => {
    pl.warehouse.door.receive('700123');
    pl.warehouse.door.reviseReceipt('RCV880017', { lines: [{ line_no: 1, quantity: 1 }] });
    await pl.warehouse.idle();
    expect(
      bodies()
        .map(({ type, data }) => [type, (data as { revision: number }).revision])
        .toSorted(),
    ).toEqual([
      ['return_receipt.created', 1],
      ['return_receipt.updated', 2],
    ]);
  });

  it('tells of a parcel without an RA, with what stood on it', () => {
    const blind = {
      clientCode: 'OAK',
      warehouseCode: 'WEST1',
      orderNumber: 'EC-9',
      lines: [{ sku: 'X', quantity: 1 }],
    };
    expect(pl.warehouse.door.receiveBlind(blind)).toMatchObject({
      ra_number: null,
      return_order_id: null,
      order_number: 'EC-9',
      lines: [{ line_no: null }],
    });
  });

  it('assigns a blind parcel to its RA when that is found out', () => {
    const blind = { clientCode: 'OAK', warehouseCode: 'WEST1', lines: [{ sku: 'TS100-BLK-M', quantity: 1 }] };
    const { receipt_id } = pl.warehouse.door.receiveBlind(blind);
    expect(pl.warehouse.door.reviseReceipt(receipt_id, { raNumber: '700123' })).toMatchObject({
      ra_number: '700123',
      return_order_id: 'ro_51',
      revision: 2,
      lines: [{ sku: 'TS100-BLK-M' }],
    });
  });

  it('tries a webhook up to ten times with the same bytes', async () => {
    hook.answers.push(500, 503);
    pl.warehouse.door.receive('700123');
    await pl.warehouse.idle();
    expect(hook.received).toHaveLength(1);
    pl.warehouse.clock.advance(5_000);
    await pl.warehouse.idle();
    pl.warehouse.clock.advance(30_000);
    await pl.warehouse.idle();
    expect(hook.received.map(({ raw }) => raw.toString())).toEqual(Array(3).fill(hook.received[0]?.raw.toString()));
    expect(pl.warehouse.door.deliveries()).toMatchObject([{ state: 'delivered' }]);
    expect((pl.warehouse.door.deliveries()[0]?.policy.retryDelaysMs.length ?? 0) + 1).toBe(10);
  });

  it('loses a webhook on demand: the list still has the receipt', async () => {
    pl.warehouse.webhooks.disturb({ drop: 1 });
    pl.warehouse.door.receive('700123');
    await pl.warehouse.idle();
    expect(hook.received).toEqual([]);
    expect(await listed()).toHaveLength(1);
  });
});

describe('3PL over a restart', () => {
  it('keeps return orders, receipts and numbers', async () => {
    const folder = mkdtempSync(join(tmpdir(), '3pl-'));
    const stateFile = join(folder, 'state.json');
    const before = await northport({ stateFile });
    await before.call('POST', '/return-orders', before.order(), { 'idempotency-key': 'k' });
    before.warehouse.door.receive('700123', { lines: [], final: false });
    await before.warehouse.close();

    const after = await startThreePlSimulator({ stateFile });
    const door = doorClient<ThreePlDoor>(after.url);
    expect(await door.receive('700123')).toMatchObject({ receipt_id: 'RCV880018', lines: [{ quantity: 2 }] });
    expect(await door.returnOrders()).toMatchObject([{ id: 'ro_51', status: 'COMPLETED' }]);
    await after.close();
    rmSync(folder, { recursive: true });
  });
});
