import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { BLACK_M, BLACK_S, RED_M } from '../support/returns.js';
import { returnProcessed } from '../support/events.js';
import { COMPANY } from '../support/systems.js';
import { startAdapter, type Adapter } from '../support/service.js';

describe('receipts of the warehouse', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter?.stop());

  const stored = async (): Promise<number> => {
    const { rows } = await adapter.database.pool.query('SELECT count(*)::int AS items FROM messaging.intake');
    return rows[0].items;
  };
  const inRlm = (raNumber: string) =>
    adapter.rlm.door.receipts(COMPANY).filter((row) => String(row['ra_number']) === raNumber);
  const ra = (raNumber: string) => adapter.rlm.door.ras(COMPANY).find((row) => String(row['ra_number']) === raNumber);

  it('reach RLM and clear the return when everything is there', async () => {
    const one = await adapter.announced('1001');
    const { receipt_id } = adapter.warehouse.door.receive(one.raNumber);
    const [cleared] = await adapter.waitFor('ReturnCleared', one);
    expect(cleared).toMatchObject({
      subject: one.returnId,
      data: { basis: 'receipt-matches', documentNumber: one.raNumber, job: 'LoopExportReturnReceipts' },
    });
    expect(adapter.published('ReceiptRecorded', one)).toMatchObject([
      {
        partitionKey: `oaklinen/${one.orderId}`,
        data: { receiptId: receipt_id, final: true, units: [{ unitId: '1' }, { unitId: '2' }, { unitId: '3' }] },
      },
    ]);
    expect(inRlm(one.raNumber)).toMatchObject([{ receipt_id, export_status: 'PENDING' }]);
    await adapter.publish(returnProcessed(one, []));
    await waitFor('the receipt to be exported', () => inRlm(one.raNumber)[0]?.['export_status'] === 'CONFIRMED');
  });

  it('are one receipt, delivered a hundred times and polled as well', async () => {
    const one = await adapter.announced('1002');
    const { receipt_id } = adapter.warehouse.door.receive(one.raNumber);
    const delivery = adapter.warehouse.door.deliveries().at(-1);
    for (let times = 0; times < 100; times += 1) adapter.warehouse.simulator.webhooks.resend(delivery?.id ?? '');
    await Promise.all([adapter.warehouse.simulator.idle(), adapter.swept()]);
    // The same bytes under other ids: the ids are not signed.
    await Promise.all(Array.from({ length: 10 }, () => adapter.webhook(delivery?.body)));
    await adapter.quiet();
    await adapter.waitFor('ReturnCleared', one);
    const after = await adapter.announced('1003');
    expect(delivery?.attempts.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(101);
    expect(adapter.published('ReceiptRecorded', one)).toHaveLength(1);
    expect(adapter.published('ReturnCleared', one)).toHaveLength(1);
    expect(inRlm(one.raNumber)).toMatchObject([{ receipt_id }]);
    expect(after.raNumber).not.toBe(one.raNumber);
  });

  it('are found by the poll when their webhook was lost', async () => {
    const one = await adapter.announced('1004');
    adapter.warehouse.simulator.webhooks.disturb({ drop: 1 });
    adapter.warehouse.door.receive(one.raNumber);
    await adapter.swept();
    await adapter.swept();
    expect(await adapter.waitFor('ReturnCleared', one)).toHaveLength(1);
    expect(adapter.published('ReceiptRecorded', one)).toHaveLength(1);
  });

  it('in parts clear the return although the last part came first and the first was lost', async () => {
    const one = await adapter.announced('1005');
    const { door, simulator } = adapter.warehouse;
    simulator.webhooks.disturb({ drop: 1 });
    door.receive(one.raNumber, { lines: [{ sku: BLACK_M, quantity: 2 }], final: false });
    door.receive(one.raNumber);
    expect(await adapter.waitFor('ReturnCleared', one)).toHaveLength(1);
    expect(adapter.published('ReceiptRecorded', one)).toHaveLength(2);
    expect(adapter.published('ReturnHeld', one)).toEqual([]);
  });

  it('corrected before the last part came count as corrected', async () => {
    const one = await adapter.announced('1006');
    const { door } = adapter.warehouse;
    const { receipt_id } = door.receive(one.raNumber, { lines: [{ sku: BLACK_M, quantity: 2 }], final: false });
    await adapter.waitFor('ReceiptRecorded', one);
    const worn = { sku: BLACK_M, quantity: 1, condition: 'WORN' as const };
    door.reviseReceipt(receipt_id, { lines: [{ sku: BLACK_M, quantity: 1 }, worn] });
    await adapter.waitFor('ReceiptRecorded', one, 2);
    door.receive(one.raNumber);
    expect(await adapter.waitFor('ReturnHeld', one)).toMatchObject([
      { data: { reasons: [{ kind: 'damaged', text: `${BLACK_M} received as second quality (worn)` }] } },
    ]);
    expect(ra(one.raNumber)).toMatchObject({
      lines: [{ qty_received_first: 1, qty_received_second: 1 }, { qty_received_first: 1 }],
    });
  });

  it('that differ hold the return and name each difference', async () => {
    const one = await adapter.announced('1007');
    adapter.warehouse.door.receive(one.raNumber, {
      lines: [
        { sku: BLACK_M, quantity: 1 },
        { sku: RED_M, quantity: 1, condition: 'DAMAGED', note: 'torn' },
        { sku: BLACK_S, quantity: 1, line_no: null },
      ],
    });
    const [held] = await adapter.waitFor('ReturnHeld', one);
    expect(held?.data.reasons.map(({ text }) => text)).toEqual([
      `short 1 of 2 ${BLACK_M}`,
      `${BLACK_S} received, not expected`,
      `${RED_M} received as second quality (damaged)`,
    ]);
    expect(adapter.published('ReturnCleared', one)).toEqual([]);
  });

  it('of an unknown merchant are turned away with 404, and nothing is kept', async () => {
    const before = await stored();
    for (const merchantId of ['nobody', 'northfold']) {
      const response = await fetch(`${adapter.service.url}/webhooks/3pl/${merchantId}`, { method: 'POST', body: '{}' });
      expect(response.status).toBe(404);
    }
    expect(await stored()).toBe(before);
  });

  it.each([
    ['signed with another secret', {}, 'wrong'],
    ['without a signature', { 'x-signature': '' }, undefined],
    ['signed over other bytes', { 'x-signature': 'f'.repeat(64) }, undefined],
  ] as const)('%s are turned away with 401, and nothing is kept', async (_, change, secret) => {
    const before = await stored();
    expect(await adapter.webhook({ receipt_id: 'RCV1' }, change, secret)).toBe(401);
    expect(await stored()).toBe(before);
  });

  it('beyond a megabyte are turned away with 413', async () => {
    const before = await stored();
    expect(await adapter.webhook(Buffer.alloc(1024 * 1024 + 1, ' '))).toBe(413);
    expect(await stored()).toBe(before);
  });

  it('that are not understood wait for a person with their bytes, and are taken on replay', async () => {
    const one = await adapter.announced('1009');
    const wet = {
      ...{ receipt_id: 'RCVWET', ra_number: one.raNumber, warehouse_code: 'WEST1', final: false },
      received_at: '2026-03-09T15:20:00Z',
      lines: [{ sku: RED_M, quantity: 1, condition: 'WET' }],
    };
    expect(await adapter.webhook('not json')).toBe(200);
    expect(await adapter.webhook(wet)).toBe(200);
    await adapter.quiet();
    const parked = (await adapter.admin('GET', '/admin/intake?status=parked')) as {
      items: { id: string; reasonCode: string; reason: string; body: string }[];
    };
    expect(parked.items).toMatchObject([
      { reasonCode: 'RECEIPT_NOT_UNDERSTOOD', body: 'not json' },
      { reasonCode: 'RECEIPT_NOT_UNDERSTOOD', body: JSON.stringify(wet) },
    ]);
    expect(parked.items[1]?.reason).toContain('lines.0.condition');
    const id = parked.items[1]?.id ?? '';
    const replay = { by: 'Ida', reason: 'the word is known now' };
    await adapter.admin('POST', `/admin/intake/${id}/replay`, replay);
    await adapter.quiet();
    expect(await adapter.admin('GET', `/admin/intake/${id}`)).toMatchObject({ status: 'parked' });
    // As if the adapter had learned the warehouse's word.
    const read = JSON.stringify(wet).replace('"WET"', '"WORN"');
    await adapter.database.pool.query('UPDATE messaging.intake SET body = $2 WHERE id = $1', [id, Buffer.from(read)]);
    await adapter.admin('POST', `/admin/intake/${id}/replay`, replay);
    expect(await adapter.waitFor('ReceiptRecorded', one)).toMatchObject([{ data: { receiptId: 'RCVWET' } }]);
  });
});
