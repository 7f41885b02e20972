import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { returnInitiated, testReturn } from '../support/events.js';
import { unit } from '../support/returns.js';
import { COMPANY } from '../support/systems.js';
import { startAdapter, type Adapter } from '../support/service.js';

describe('a return of a store with RLM', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter?.stop());

  it('gets one RA and one return order, told a hundred times', async () => {
    const one = adapter.order('1001');
    const event = returnInitiated(one);
    // The same event again, and the same return in new events.
    const repeats = Array.from({ length: 50 }, () => [event, returnInitiated(one)]).flat();
    await adapter.publish(...repeats);
    const [transmitted] = await adapter.waitFor('AsnTransmitted', one);
    await adapter.publish(event);
    const later = await adapter.announced('1002');
    await adapter.quiet();
    const ras = adapter.rlm.door.ras(COMPANY);
    expect(ras.map((row) => row['external_rma_id']).sort()).toEqual(['1001', '1002']);
    expect(adapter.warehouse.door.returnOrders()).toHaveLength(2);
    expect(ras.map((row) => row['status'])).toEqual(['TRANSMITTED', 'TRANSMITTED']);
    expect(adapter.published('ReturnAuthorized', one)).toMatchObject([
      {
        subject: one.returnId,
        partitionKey: `oaklinen/${one.orderId}`,
        correlationId: event.correlationId,
        data: { documentKind: 'RA', documentNumber: String(ras[0]?.['ra_number']), system: 'RLM' },
      },
    ]);
    expect(adapter.published('AsnTransmitted', one)).toEqual([transmitted]);
    expect(later.raNumber).not.toBe(String(ras[0]?.['ra_number']));
  });

  it('is left alone when the store has another ERP or is unknown', async () => {
    const others = [testReturn('2001', 'northfold'), testReturn('2002', 'nobody')];
    await adapter.publish(...others.map((one) => returnInitiated(one)));
    await adapter.announced('2003');
    expect(adapter.rlm.door.ras(COMPANY).map((row) => row['external_rma_id'])).not.toContain('2001');
    expect(adapter.published('TaskOpened')).toEqual([]);
  });

  it('that RLM refuses is a task in its words, and goes on once the cause is mended and the call retried', async () => {
    const one = adapter.order('3001');
    const stranger = [unit('1', 'OL-NEW', { orderLineId: 'line-TS100-BLK-M' })];
    await adapter.publish(returnInitiated(one, stranger));
    const [task] = await adapter.waitFor('TaskOpened', one);
    expect(task?.data).toMatchObject({
      kind: 'create-ra',
      why: 'Invalid SKU Number on Line 1. Mend the cause, then retry the call.',
      values: { return: '3001', order: '#3001', items: '1 × OL-NEW', call: `ra:${one.returnId}` },
    });
    adapter.rlm.door.addItem(COMPANY, { style: 'OL', color: 'NEW', size: '1', sku: 'OL-NEW' });
    const key = encodeURIComponent(task?.data.values['call'] ?? '');
    await adapter.admin('POST', `/admin/effects/${key}/retry`, { by: 'Ida', reason: 'the item is in RLM now' });
    await adapter.waitFor('AsnTransmitted', one);
    expect(await adapter.waitFor('TaskClosed', one)).toMatchObject([{ data: { taskId: task?.data.taskId } }]);
    expect(adapter.rlm.door.ras(COMPANY).filter((row) => row['external_rma_id'] === '3001')).toHaveLength(1);
  });

  it('whose RA somebody else made with other units is a task that names the difference', async () => {
    const one = adapter.order('4002');
    const lines = [{ sku: 'TS100-BLK-M', qty_authorized: 2 }];
    await adapter.rlm.post('/return-authorizations', {
      external_rma_id: '4002',
      external_order_id: one.orderId,
      lines,
    });
    await adapter.publish(returnInitiated(one));
    const [task] = await adapter.waitFor('TaskOpened', one);
    expect(task?.data).toMatchObject({ kind: 'create-ra', why: expect.stringContaining('1 × TS100-RED-M') });
    expect(adapter.published('ReturnAuthorized', one)).toEqual([]);
  });

  it('over two divisions gets two RAs, each announced and transmitted', async () => {
    const one = testReturn('6001');
    const skus = ['TS100-BLK-M', 'PT200-NVY-32-30'];
    const lines = skus.map((sku) => ({ externalLineId: `line-${sku}`, sku, quantity: 1, price: 4000, warehouse: 1 }));
    adapter.rlm.door.addOrder(COMPANY, { externalOrderId: one.orderId, customerPo: '#6001', lines });
    const units = skus.map((sku, index) => unit(String(index), sku));
    await adapter.publish(returnInitiated(one, units));
    const told = await adapter.waitFor('AsnTransmitted', one, 2);
    await adapter.quiet();
    const ras = adapter.rlm.door.ras(COMPANY).filter((row) => row['external_rma_id'] === '6001');
    expect(ras).toMatchObject([
      { division: 20, status: 'TRANSMITTED' },
      { division: 30, status: 'TRANSMITTED' },
    ]);
    const numbers = ras.map((row) => String(row['ra_number']));
    expect(told.map(({ data }) => data.documentNumber).sort()).toEqual(numbers);
    expect(adapter.published('ReturnAuthorized', one).map(({ data }) => data.documentNumber)).toEqual(numbers);

    const [first = '', second = ''] = numbers;
    adapter.warehouse.door.receive(first);
    await adapter.waitFor('ReceiptRecorded', one);
    await adapter.quiet();
    expect(adapter.published('ReturnCleared', one)).toEqual([]);
    adapter.warehouse.door.receive(second);
    expect(await adapter.waitFor('ReturnCleared', one)).toMatchObject([
      { data: { documentNumber: numbers.join(', ') } },
    ]);
  });

  it('waits out a locked company and changed credentials without a task', async () => {
    const match = { method: 'POST', path: '/return-authorizations$' };
    adapter.rlm.simulator.faults.add({ match, kind: 'status', status: 423, body: { message: 'Job Locked' } });
    adapter.rlm.simulator.faults.add({ match, kind: 'status', status: 403, body: { message: 'Invalid Company' } });
    adapter.rlm.simulator.faults.add({ match, kind: 'status', status: 401 });
    const one = await adapter.announced('5001');
    expect(adapter.published('TaskOpened', one)).toEqual([]);
    expect(adapter.rlm.simulator.faults.list()).toEqual([]);
  });
});
