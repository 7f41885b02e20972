import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { waitFor } from '@backhaul/testkit';
import { refundRecorded, returnInitiated, returnProcessed, type TestReturn } from '../support/events.js';
import { BLACK_M, initiated, RED_M, usd } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';
import { COMPANY } from '../support/systems.js';

/** RLM over its legacy services: what they lack people do, and the return goes on as soon as that is said or seen. */
describe('a return on RLM’s legacy services', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter({ soap: true });
  });
  afterAll(() => adapter.stop());

  const task = async (one: TestReturn, kind: string) => {
    const opened = await waitFor(`a task ${kind}`, () =>
      adapter.published('TaskOpened', one).find((event) => event.data.kind === kind),
    );
    return opened.data;
  };
  const done = async (callKey: string, body: object): Promise<number> => {
    const response = await fetch(`${adapter.service.url}/hand-work/${encodeURIComponent(callKey)}/done`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer admin-token',
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ reason: 'typed it into RLM', ...body }),
    });
    return response.status;
  };
  const callOf = ({ values }: { values: Record<string, string> }): string => values['call'] ?? '';
  const typeRa = (one: TestReturn) =>
    adapter.rlm.door.typeRa(COMPANY, {
      ...{ external_rma_id: one.number, external_system: 'LOOP', external_order_id: one.orderId },
      lines: [
        { sku: BLACK_M, external_line_id: `line-${BLACK_M}`, qty_authorized: 2 },
        { sku: RED_M, external_line_id: `line-${RED_M}`, qty_authorized: 1 },
      ],
    })[0]?.['ra_number'] as number;

  it('runs from the RA to the stock export, with people doing the rest', async () => {
    const one = adapter.order('88400101');
    await adapter.publish(returnInitiated(one));

    const ra = await task(one, 'create-ra');
    expect(ra).toMatchObject({
      title: 'Create the RA in RLM',
      role: 'operator',
      values: { 'external RMA': '88400101', order: '#88400101', 'line 1': '2 × TS100-BLK-M, Too large' },
    });
    const raNumber = String(typeRa(one));
    expect(await done(callOf(ra), { ras: [{ raNumber }] })).toBe(200);
    await adapter.waitFor('ReturnAuthorized', one);

    await adapter.waitFor('AsnTransmitted', one);
    const transmit = await task(one, 'transmit');
    expect(transmit.values).toMatchObject({ ra: raNumber });
    adapter.rlm.door.typeTransmission(COMPANY, Number(raNumber));
    expect(await done(callOf(transmit), {})).toBe(200);

    adapter.warehouse.door.receive(raNumber);
    const receipt = await task(one, 'post-receipt');
    expect(receipt.values).toMatchObject({
      ra: raNumber,
      'line 1': expect.stringContaining('2 × TS100-BLK-M, RA line 1'),
    });
    expect(await done(callOf(receipt), {})).toBe(200);
    await adapter.waitFor('ReturnCleared', one);

    const lines = [
      {
        ...{
          orderLineId: `line-${BLACK_M}`,
          sku: BLACK_M,
          quantity: 2,
          restockType: 'return' as const,
          locationId: null,
        },
        ...{ subtotal: usd(8000), tax: usd(710) },
      },
    ];
    await adapter.publish(refundRecorded(one, { orderName: '#88400101', lines }), returnProcessed(one));
    const refund = await task(one, 'import-refund');
    expect(refund.values).toMatchObject({ merchandise: '80.00', tax: '7.10', 'credit total': '87.10 USD' });
    adapter.rlm.door.typeRefund(COMPANY, {
      ...{ refund_id: one.refundId, external_order_id: one.orderId, currency: 'USD', money_refunded: '87.10' },
      lines: [
        { external_line_id: `line-${BLACK_M}`, quantity: 2, restock_type: 'RETURN', subtotal: '80.00', tax: '7.10' },
      ],
    });

    // Nobody says anything: the credit shows.
    const [credit] = await adapter.waitFor('CreditIssued', one);
    expect(credit?.data).toMatchObject({
      documentNumber: String(adapter.rlm.door.credits(COMPANY)[0]?.['credit_number']),
    });
    await adapter.waitFor('InventoryRestocked', one);
    await adapter.waitFor('InventoryExported', one);
    const closed = await adapter.waitFor('TaskClosed', one, 4);
    expect(closed.map(({ data }) => data.taskId.split(':')[0])).toEqual(
      expect.arrayContaining(['create-ra', 'transmit', 'post-receipt', 'import-refund']),
    );
  });

  it('does not take a word that cannot be right', async () => {
    const one = adapter.order('88400102');
    await adapter.publish(returnInitiated(one));
    const ra = callOf(await task(one, 'create-ra'));
    expect(await done(ra, {})).toBe(409);
    expect(await done(ra, { ras: [{ raNumber: '12', lines: [1] }] })).toBe(409);
    expect(await done('no-such-call', {})).toBe(404);
    expect(await done(ra, { ras: [{ raNumber: 'abc' }] })).toBe(400);
    const [other] = adapter.published('ReturnAuthorized').filter(({ data }) => data.returnId !== one.returnId);
    expect(await done(ra, { ras: [{ raNumber: other?.data.documentNumber }] })).toBe(409);
    expect(adapter.published('ReturnAuthorized', one)).toEqual([]);
  });

  it('takes one word once', async () => {
    const one = adapter.order('88400103');
    await adapter.publish(returnInitiated(one, initiated().units));
    const ra = callOf(await task(one, 'create-ra'));
    const raNumber = String(typeRa(one));
    expect(await done(ra, { ras: [{ raNumber }] })).toBe(200);
    await adapter.waitFor('ReturnAuthorized', one);
    await adapter.quiet();
    expect(await done(ra, { ras: [{ raNumber }] })).toBe(409);
  });
});
