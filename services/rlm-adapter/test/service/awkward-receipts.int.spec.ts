import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { BLACK_M, initiated, RED_M, unit } from '../support/returns.js';
import { COMPANY } from '../support/systems.js';
import { startAdapter, type Adapter } from '../support/service.js';

/** What only the two systems together show of contracts/rlm-and-3pl.md §5; every line of it is in worklist.spec.ts. */
describe('awkward receipts', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter?.stop());

  const red = (number: string) => adapter.announced(number, initiated([unit('1', RED_M)]).units);
  const task = (about: { returnId: string }, kind: string) =>
    waitFor(
      `a task ${kind}`,
      () => adapter.published('TaskOpened', about).find(({ data }) => data.kind === kind)?.data,
    );
  const closed = (about: { returnId: string }, taskId: string) =>
    waitFor(`${taskId} to be closed`, () =>
      adapter.published('TaskClosed', about).find(({ data }) => data.taskId === taskId),
    );
  const rowsOf = async (message: string): Promise<Record<string, unknown>[]> => {
    const { rows } = await adapter.database.pool.query('SELECT * FROM rlm.job_item_row WHERE error_message = $1', [
      message,
    ]);
    return rows;
  };

  it('with an item that RLM does not know are saved, hold the return, and go on once it is known', async () => {
    const one = await red('3001');
    const lines = [
      { sku: RED_M, quantity: 1 },
      { sku: 'TS100-GRN-M', quantity: 1 },
    ];
    const { receipt_id } = adapter.warehouse.door.receive(one.raNumber, { lines });
    const { taskId, values } = await task(one, 'unknown-item');
    expect(values).toMatchObject({ receipt: receipt_id, errors: 'Invalid SKU on Line 2' });
    await adapter.quiet();
    expect([...adapter.published('ReturnHeld', one), ...adapter.published('ReturnCleared', one)]).toEqual([]);
    adapter.rlm.door.addItem(COMPANY, { style: 'TS100', color: 'GRN', size: 'M' });
    const retry = { by: 'Ida', reason: 'the item is there' };
    await adapter.admin('POST', `/admin/effects/${encodeURIComponent(values['call'] ?? '')}/retry`, retry);
    await closed(one, taskId);
    expect(await adapter.waitFor('ReturnHeld', one)).toMatchObject([
      { data: { reasons: [{ kind: 'unexpected-item' }] } },
    ]);
    expect(await task(one, 'unexpected-item')).toMatchObject({ values: { items: '1 × TS100-GRN-M (good)' } });
  });

  it('for an RA that was closed in RLM are stored there, warn, and wait for a person', async () => {
    const one = await red('3002');
    const path = `/v1/companies/${COMPANY}/return-authorizations/${one.raNumber}/close`;
    await fetch(`${adapter.rlm.simulator.url}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer rlm-key' },
    });
    adapter.warehouse.door.receive(one.raNumber);
    const { taskId } = await task(one, 'receipt-on-ended-return');
    await adapter.quiet();
    expect([...adapter.published('ReturnHeld', one), ...adapter.published('ReturnCleared', one)]).toEqual([]);
    expect(await rowsOf('RA Closed')).toHaveLength(1);
    const asked = { taskId };
    expect(await adapter.ask(`/ras/${one.returnId}/close-task`, asked)).toMatchObject({ status: 200 });
    expect((await closed(one, taskId)).data.how).toBe('the admin: Looked at the goods.');
    expect(await adapter.ask(`/ras/${one.returnId}/close-task`, asked)).toMatchObject({ status: 409 });
    expect(await adapter.ask('/ras/oaklinen-0/close-task', asked)).toMatchObject({ status: 404 });
  });

  it('that are short hold the return; the late unit is recorded and waits for a person', async () => {
    const one = await adapter.announced('3003', initiated([unit('1', BLACK_M), unit('2', BLACK_M)]).units);
    adapter.warehouse.door.receive(one.raNumber, { lines: [{ sku: BLACK_M, quantity: 1 }] });
    expect(await adapter.waitFor('ReturnHeld', one)).toMatchObject([
      { data: { reasons: [{ kind: 'short', text: `short 1 of 2 ${BLACK_M}` }] } },
    ]);
    const { receipt_id } = adapter.warehouse.door.receive(one.raNumber, { lines: [{ sku: BLACK_M, quantity: 1 }] });
    const [, late] = await adapter.waitFor('ReceiptRecorded', one, 2);
    expect(late?.data).toMatchObject({ receiptId: receipt_id, units: [{ unitId: '2', exception: 'late' }] });
    const { taskId } = await task(one, 'late-receipt');
    await adapter.ask(`/ras/${one.returnId}/close-task`, { taskId });
    await closed(one, taskId);
    adapter.rlm.door.assertInvariants(COMPANY);
  });

  it('told twice are an information on the screen of the job, and no work', async () => {
    const one = await red('3004');
    adapter.warehouse.door.receive(one.raNumber);
    await adapter.waitFor('ReturnCleared', one);
    await adapter.swept();
    const row = await waitFor('the row', async () =>
      (await rowsOf('Receipt ID Already Exists')).find((each) => each['return_id'] === one.returnId),
    );
    expect(row).toMatchObject({ result: 'SKIPPED', severity: 'INFO' });
    expect(adapter.published('TaskOpened', one)).toEqual([]);
  });
});
