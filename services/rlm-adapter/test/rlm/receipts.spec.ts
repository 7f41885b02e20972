import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import type { PostedReceipt } from '../../src/rlm-return-authorization/receipts.js';
import type { RlmPort } from '../../src/rlm/port.js';
import { BLACK_M, BLACK_S, RED_M, initiated, line, policy, receipt, returnId } from '../support/returns.js';
import { call, COMPANY, openRlm, type RlmSystem } from '../support/systems.js';

describe('receipts in RLM', () => {
  let rlm: RlmSystem;
  let client: RlmPort;
  let posted: PostedReceipt;
  beforeEach(async () => {
    rlm = await openRlm();
    client = rlm.client();
    const { externalReturnId, order, parcel, units } = initiated();
    const draft = { returnId, externalReturnId, order, parcel, lines: raLinesOf(units), policy };
    const [ra] = await client.createRas(draft, call('ra'));
    posted = { returnId, raNumber: ra?.raNumber ?? '', warehouse: 1, receipt: receipt() };
  });
  afterEach(() => rlm.simulator.close());

  const stored = { unknownItems: [], posted: 'counted' };
  const raLines = () => rlm.door.ras(COMPANY)[0]?.['lines'];

  it('count on the RA, and no stock moves', async () => {
    const before = rlm.door.balance(COMPANY, 1, BLACK_M);
    await client.postReceipt(posted, call('r'));
    expect(raLines()).toMatchObject([{ qty_received_first: 2 }, { qty_received_first: 1 }]);
    expect(rlm.door.balance(COMPANY, 1, BLACK_M)).toBe(before);
  });

  it('carry quality, exceptions, and what belongs to no line', async () => {
    const lines = [
      line(BLACK_M, 1, { lineNo: 1, condition: 'worn', note: 'x'.repeat(600) }),
      line(BLACK_M, 1, { lineNo: 1, disposition: 'dispose', exception: 'rejected' }),
      line(BLACK_S, 1, { lineNo: 2, exception: 'wrong-item' }),
    ];
    await client.postReceipt({ ...posted, receipt: receipt(lines) }, call('r'));
    expect(raLines()).toMatchObject([{ qty_received_second: 1, qty_received_other: 1 }, { qty_received_first: 0 }]);
    expect(rlm.door.receipts(COMPANY)).toMatchObject([
      { lines: [{}, { exception_code: 'REJECTED', quality: '2' }, { exception_code: 'WRONG_ITEM', ra_line_no: null }] },
    ]);
  });

  it('with an item that RLM does not know are held until it does', async () => {
    const lines = [line(BLACK_M, 2, { lineNo: 1 }), line('TS100-GRN-M', 1)];
    const withUnknown = { ...posted, receipt: receipt(lines) };
    expect(await client.postReceipt(withUnknown, call('r'))).toMatchObject({
      unknownItems: ['Invalid SKU on Line 2'],
    });
    expect(await client.findReceipt(withUnknown, call('r'))).toMatchObject({ unknownItems: ['Invalid SKU on Line 2'] });
    rlm.door.addItem(COMPANY, { style: 'TS100', color: 'GRN', size: 'M' });
    expect(await client.findReceipt(withUnknown, call('r'))).toEqual(stored);
  });

  it('that were scrapped are never stock, whatever place they were given', async () => {
    const lines = [line(BLACK_M, 1, { lineNo: 1, disposition: 'hold', exception: 'scrapped' })];
    await client.postReceipt({ ...posted, receipt: receipt(lines) }, call('r'));
    expect(raLines()).toMatchObject([{ qty_received_second: 0, qty_received_other: 1 }, {}]);
  });

  it('are told apart by warehouse and number', async () => {
    await client.postReceipt(posted, call('r'));
    await expect(client.postReceipt(posted, call('other'))).rejects.toMatchObject({
      status: 409,
      body: { message: 'Receipt ID Already Exists' },
    });
    expect(await client.findReceipt(posted, call('r'))).toEqual(stored);
    const elsewhere = { ...posted, receipt: receipt([], { warehouse: 'EAST1' }) };
    expect(await client.findReceipt(elsewhere, call('r'))).toBeNull();
    expect(await client.findReceipt({ ...posted, receipt: receipt([], { receiptId: 'RCV2' }) }, call('r'))).toBeNull();
  });

  it('are corrected until they are exported; a correction that RLM refused is not there', async () => {
    await client.postReceipt(posted, call('r1'));
    const second = { ...posted, receipt: receipt([line(RED_M, 1, { lineNo: 2 })], { revision: 2 }) };
    expect(await client.findReceipt(second, call('r2'))).toBeNull();
    await client.postReceipt(second, call('r2'));
    expect(await client.findReceipt(second, call('r2'))).toEqual(stored);
    expect(await client.findReceipt(posted, call('r1'))).toEqual(stored);
    await client.markExported({ warehouse: 'WEST1', receiptId: 'RCV1' }, call('x'));
    const third = { ...posted, receipt: receipt([], { revision: 3 }) };
    expect(await client.postReceipt(third, call('r3'))).toMatchObject({ posted: 'exported-before' });
    expect(await client.findReceipt(third, call('r3'))).toBeNull();
  });

  it('leave the export queue once, and saying so again changes nothing', async () => {
    await client.postReceipt(posted, call('r'));
    const name = { warehouse: 'WEST1', receiptId: 'RCV1' };
    await client.markExported(name, call('x'));
    await client.markExported(name, call('y'));
    expect(rlm.door.receipts(COMPANY)).toMatchObject([{ export_status: 'CONFIRMED' }]);
    expect(rlm.simulator.calls.filter(({ path }) => path.endsWith('/exported'))).toHaveLength(1);
    await expect(client.markExported({ ...name, receiptId: 'RCV2' }, call('z'))).rejects.toMatchObject({
      code: 'VENDOR_NOT_UNDERSTOOD',
      delivered: 'unknown',
    });
  });

  it('that came after the RA was closed were never in the queue', async () => {
    const headers = { authorization: 'Bearer rlm-key' };
    const path = `/v1/companies/${COMPANY}/return-authorizations/${posted.raNumber}/close`;
    await fetch(`${rlm.simulator.url}${path}`, { method: 'POST', headers });
    expect(await client.postReceipt(posted, call('r'))).toMatchObject({ posted: 'ra-closed' });
    await client.markExported({ warehouse: 'WEST1', receiptId: 'RCV1' }, call('x'));
    expect(rlm.door.receipts(COMPANY)).toMatchObject([{ export_status: 'NOT_APPLICABLE' }]);
  });
});
