import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { returnCancelled, returnInitiated } from '../support/events.js';
import { BLACK_M, unit } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';
import { COMPANY } from '../support/systems.js';

/** The store wants every reason mapped; items and warehouses may stay as they are. */
describe('words of Loop and of the shop, and what they are called in RLM', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter({ rlm: { requireMapping: ['reason'] } });
    await set('reason', 'Too large', 'FIT');
  });
  afterAll(() => adapter?.stop());

  const set = (table: string, key: string, value: string) =>
    adapter.put(`/mappings/oaklinen/${table}/${encodeURIComponent(key)}`, { value });
  const raOf = (number: string) => adapter.rlm.door.ras(COMPANY).find((row) => row['external_rma_id'] === number);

  it('are on the RA, and the warehouse hears them too', async () => {
    const { raNumber } = await adapter.announced('1001', [unit('1', BLACK_M)]);
    expect(raOf('1001')).toMatchObject({ lines: [{ reason_code: 'FIT', reason_text: 'Too large' }] });
    const order = adapter.warehouse.door.returnOrders().find((row) => row.ra_number === raNumber);
    expect(order?.lines).toMatchObject([{ reason_code: 'FIT' }]);
  });

  it('send a return to the warehouse of its reason', async () => {
    await set('warehouse', 'Damaged on arrival', '2');
    await set('reason', 'Damaged on arrival', 'DAM');
    await adapter.announced('1002', [unit('1', BLACK_M, { reason: 'Damaged on arrival' })]);
    expect(raOf('1002')).toMatchObject({ warehouse: 2 });
  });

  it('without an entry hold the return back, which goes on by itself once it is mapped', async () => {
    const one = adapter.order('1003');
    await adapter.publish(returnInitiated(one, [unit('1', BLACK_M, { reason: 'Changed my mind' })]));
    expect(await adapter.waitFor('TaskOpened', one)).toMatchObject([
      { data: { kind: 'map-value', values: { table: 'reason', key: 'Changed my mind' } } },
    ]);
    expect(raOf('1003')).toBeUndefined();
    await set('reason', 'Changed my mind', 'MIND');
    await adapter.waitFor('AsnTransmitted', one);
    expect(raOf('1003')).toMatchObject({ lines: [{ reason_code: 'MIND' }] });
    expect(await adapter.waitFor('TaskClosed', one)).toHaveLength(1);
  });

  it('are not waited for any more when the return is over', async () => {
    const one = adapter.order('1004');
    await adapter.publish(returnInitiated(one, [unit('1', BLACK_M, { reason: 'A gift' })]), returnCancelled(one));
    await adapter.waitFor('TaskClosed', one);
    await set('reason', 'A gift', 'GIFT');
    await adapter.announced('1005', [unit('1', BLACK_M, { reason: 'A gift' })]);
    expect(raOf('1004')).toBeUndefined();
  });

  it('of an item that RLM does not know make the RA once it is mapped', async () => {
    const one = adapter.order('1006');
    await adapter.publish(returnInitiated(one, [unit('1', 'OLD-SKU', { orderLineId: `line-${BLACK_M}` })]));
    const [task] = await adapter.waitFor('TaskOpened', one);
    expect(task?.data).toMatchObject({ kind: 'create-ra' });
    await waitFor('the item to be listed', async () => {
      const { unmapped } = (await adapter.admin('GET', '/mappings/oaklinen/item')) as { unmapped: { key: string }[] };
      return unmapped.some(({ key }) => key === 'OLD-SKU');
    });
    await set('item', 'OLD-SKU', BLACK_M);
    await adapter.waitFor('AsnTransmitted', one);
    expect(raOf('1006')).toMatchObject({ lines: [{ sku: BLACK_M }] });
    expect(await adapter.waitFor('TaskClosed', one)).toMatchObject([{ data: { taskId: task?.data.taskId } }]);
  });
});
