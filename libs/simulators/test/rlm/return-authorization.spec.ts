import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { COMPANY, LINE_A, LINE_C, SKU_A, SKU_C, itemsIn, oakAndLinen } from './oak-and-linen.js';
import type { Answered, OakAndLinen } from './oak-and-linen.js';

const RA = '/return-authorizations';

describe('RLM return authorization', () => {
  let erp: OakAndLinen;
  const create = (changes: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Answered> =>
    erp.call('POST', RA, erp.raBody(changes), headers);
  beforeEach(async () => void (erp = await oakAndLinen()));
  // Closed whatever the check says: an open server would keep a failing run from ending.
  afterEach(() => erp.rlm.close().then(() => erp.rlm.door.assertInvariants(COMPANY)));

  it('is made open for the warehouse that shipped the goods', async () => {
    const made = await create();
    expect(made.status).toBe(201);
    expect(itemsIn(made)).toMatchObject([
      {
        ra_number: 700123,
        status: 'OPEN',
        division: 20,
        warehouse: 1,
        customer_po: '#10442',
        lines: [{ line_no: 1, sku: SKU_A, order_line_no: 1, qty_authorized: 2, qty_received_first: 0 }],
      },
    ]);
  });

  it('is one per division, all or none', async () => {
    const lines = [
      { sku: SKU_A, external_line_id: LINE_A, qty_authorized: 1 },
      { sku: SKU_C, external_line_id: LINE_C, qty_authorized: 1 },
    ];
    const ras = itemsIn(await create({ lines }));
    expect(ras.map((ra) => [ra.division, ra.warehouse])).toEqual([
      [20, 1],
      [30, 3],
    ]);
    const again = await create({ lines: [lines[1]] });
    expect(again.status).toBe(409);
    expect(again.json).toMatchObject({ code: 'DUPLICATE', message: 'RA Already Exists' });
    expect(itemsIn(await erp.call('GET', `${RA}?external_rma_id=88400012`))).toHaveLength(2);
  });

  it('gives the stored answer for the same Idempotency-Key, and refuses it for another body', async () => {
    const headers = { 'idempotency-key': 'ra:88400012' };
    const first = await create({}, headers);
    const again = await create({}, headers);
    expect(again.status).toBe(200);
    expect(again.json).toEqual(first.json);
    expect((await create({ carrier: 'USPS' }, headers)).status).toBe(409);
    expect(erp.rlm.door.ras(COMPANY)).toHaveLength(1);
  });

  it('refuses unknown orders and SKUs', async () => {
    expect((await create({ external_order_id: '1' })).json).toMatchObject({
      code: 'NOT_FOUND',
      message: 'Order Not Found',
    });
    const wrong = await create({ lines: [{ sku: 'NO', qty_authorized: 1 }] });
    expect(wrong.status).toBe(422);
    expect(wrong.json).toMatchObject({ message: 'Invalid SKU Number on Line 1', line: 1 });
  });

  it('is transmitted once, cancelled before arrival, refused after', async () => {
    const ra = await erp.transmittedRa();
    const act = (action: string): Promise<Answered> => erp.call('POST', `${RA}/${ra}/${action}`);
    expect((await act('transmit')).json).toMatchObject({ code: 'STATE', message: 'RA Not Open' });
    await erp.call(
      'POST',
      '/return-receipts',
      erp.receiptBody(ra, [{ ra_line_no: 1, sku: SKU_A, quantity: 1 }], { final: false }),
    );
    expect((await act('cancel')).status).toBe(409);
    expect((await act('close')).json).toMatchObject({ status: 'CLOSED' });
    expect((await act('close')).status).toBe(409);
  });

  it('can be cancelled while nothing has arrived', async () => {
    const ra = await erp.transmittedRa();
    expect((await erp.call('POST', `${RA}/${ra}/cancel`)).json).toMatchObject({ status: 'CANCELLED' });
    expect(itemsIn(await erp.call('GET', `${RA}?status=CANCELLED`))).toHaveLength(1);
  });
});
