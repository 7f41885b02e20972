import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { returnInitiated, trackingOf } from '../support/events.js';
import { BLACK_M, initiated, RED_M, unit } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';

interface Listed {
  readonly id: string;
  readonly receiptId: string;
  readonly status: string;
  readonly returnId: string | null;
}

/** contracts/rlm-and-3pl.md §5: matched by tracking number, then by order number; else the worklist. */
describe('parcels that come without an RA', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter?.stop());

  const box = { clientCode: 'OAKLINEN', warehouseCode: 'WEST1', lines: [{ sku: BLACK_M, quantity: 1 }] };
  const arrives = (numbers: { trackingNumber?: string; orderNumber?: string } = {}): string =>
    adapter.warehouse.door.receiveBlind({ ...box, ...numbers }).receipt_id;
  const task = (receiptId: string) =>
    waitFor(`the task of ${receiptId}`, () =>
      adapter.published('TaskOpened', { returnId: null }).find(({ data }) => data.values['receipt'] === receiptId),
    );
  const closed = (taskId: string) =>
    waitFor(`${taskId} to be closed`, () =>
      adapter.published('TaskClosed', { returnId: null }).find(({ data }) => data.taskId === taskId),
    );
  const listed = async (receiptId: string): Promise<Listed> => {
    const { items } = (await adapter.admin('GET', '/receipts?merchant=oaklinen&limit=100')) as { items: Listed[] };
    const found = items.find((item) => item.receiptId === receiptId);
    if (found === undefined) throw new Error(`receipt ${receiptId} is not listed`);
    return found;
  };

  it.each([
    ['tracking number', '2001', (number: string) => ({ trackingNumber: trackingOf({ number }), orderNumber: 'EC-1' })],
    ['order number', '2002', (number: string) => ({ trackingNumber: 'unreadable', orderNumber: number })],
  ])('are matched by their %s, and go to the RA', async (_, number, numbers) => {
    const one = await adapter.announced(number);
    const receiptId = arrives(numbers(number));
    const [recorded] = await adapter.waitFor('ReceiptRecorded', one);
    expect(recorded?.data).toMatchObject({ receiptId, documentNumber: one.raNumber, units: [{ unitId: '1' }] });
    expect(await listed(receiptId)).toMatchObject({ status: 'handed-over', returnId: one.returnId });
  });

  it('are a task with everything that stood on them, told once, and wait for a person', async () => {
    const one = await adapter.announced('2003');
    const receiptId = arrives({ trackingNumber: '1Z999' });
    expect((await task(receiptId)).data).toMatchObject({
      kind: 'blind-receipt',
      values: { receipt: receiptId, tracking: '1Z999', items: `1 × ${BLACK_M} (good)` },
    });
    await adapter.swept();
    expect(
      adapter.published('TaskOpened', { returnId: null }).filter(({ data }) => data.values['receipt'] === receiptId),
    ).toHaveLength(1);
    const { id } = await listed(receiptId);
    expect(await adapter.ask(`/receipts/${id}/match`, { returnId: 'oaklinen-0' })).toMatchObject({ status: 404 });
    const matched = await adapter.ask(`/receipts/${id}/match`, { returnId: one.returnId });
    expect(matched).toMatchObject({ status: 200, body: { status: 'handed-over', returnId: one.returnId } });
    expect((await closed(`blind-receipt:oaklinen:${receiptId}`)).data.how).toContain('the admin');
    expect(await adapter.waitFor('ReceiptRecorded', one)).toMatchObject([{ data: { receiptId } }]);
    expect(await adapter.ask(`/receipts/${id}/match`, { returnId: one.returnId })).toMatchObject({ status: 409 });
  });

  it('leave the worklist when the warehouse finds the RA', async () => {
    const one = await adapter.announced('2004');
    const receiptId = arrives();
    const { taskId } = (await task(receiptId)).data;
    adapter.warehouse.door.reviseReceipt(receiptId, { raNumber: one.raNumber });
    expect((await closed(taskId)).data.how).toContain(one.returnId);
    expect(await adapter.waitFor('ReceiptRecorded', one)).toMatchObject([{ data: { receiptId } }]);
  });

  it('are matched by themselves once the RA is known', async () => {
    const one = adapter.order('2005');
    const receiptId = arrives({ trackingNumber: trackingOf(one) });
    const { taskId } = (await task(receiptId)).data;
    await adapter.publish(returnInitiated(one));
    await adapter.waitFor('AsnTransmitted', one);
    await adapter.swept();
    await closed(taskId);
    expect(await adapter.waitFor('ReceiptRecorded', one)).toMatchObject([{ data: { receiptId } }]);
  });

  it('that belong to no return leave the worklist with what became of the goods', async () => {
    const receiptId = arrives();
    const { taskId } = (await task(receiptId)).data;
    const { id } = await listed(receiptId);
    const settled = await adapter.ask(`/receipts/${id}/settle`, { outcome: 'disposed' });
    expect(settled).toMatchObject({ status: 200, body: { status: 'settled', outcome: 'disposed' } });
    expect((await closed(taskId)).data.how).toBe('the admin: the goods were disposed of. Looked at the goods.');
    expect(await adapter.ask(`/receipts/${id}/settle`, { outcome: 'accepted' })).toMatchObject({ status: 409 });
  });

  it('never count for two returns when the warehouse finds that it took the wrong one', async () => {
    const red = (number: string) => adapter.announced(number, initiated([unit('1', RED_M)]).units);
    const [wrong, right] = [await red('2006'), await red('2007')];
    const { receipt_id } = adapter.warehouse.door.receive(wrong.raNumber, { final: false });
    await adapter.waitFor('ReceiptRecorded', wrong);
    await adapter.quiet();
    adapter.warehouse.door.reviseReceipt(receipt_id, { raNumber: right.raNumber, final: true });
    expect(await adapter.waitFor('ReturnCleared', right)).toHaveLength(1);
    const [, withdrawn] = await adapter.waitFor('ReceiptRecorded', wrong, 2);
    expect(withdrawn?.data).toMatchObject({ receiptId: receipt_id, units: [], final: false });
    adapter.rlm.door.assertInvariants(7);
    expect(adapter.published('ReturnCleared', wrong)).toEqual([]);
  });
});
