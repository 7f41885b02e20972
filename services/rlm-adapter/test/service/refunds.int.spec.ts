import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refundMoneySettled, refundRecorded, returnInitiated, returnProcessed } from '../support/events.js';
import { BLACK_M, usd } from '../support/returns.js';
import { COMPANY, LOCATION } from '../support/systems.js';
import { startAdapter, type Adapter } from '../support/service.js';

describe('refunds of a return', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter?.stop());

  const creditsOf = ({ refundId }: { refundId: string }) =>
    adapter.rlm.door.credits(COMPANY).filter((row) => row['external_refund_id'] === refundId);
  const onHand = () => adapter.rlm.door.balance(COMPANY, 1, BLACK_M);
  const retry = (key: string) =>
    adapter.admin('POST', `/admin/effects/${encodeURIComponent(key)}/retry`, { by: 'Ida', reason: 'mended' });

  it.each([
    ['1001', 'after Loop has processed', true],
    ['1002', 'before Loop has processed', false],
  ])('%s: are imported once when the shop tells of them %s', async (number, _, processedFirst) => {
    const one = await adapter.announced(number);
    const before = onHand();
    adapter.warehouse.door.receive(one.raNumber);
    await adapter.waitFor('ReturnCleared', one);
    const told = [returnProcessed(one), refundRecorded(one)];
    const inOrder = processedFirst ? told : told.toReversed();
    // Again, and once more as new events that say the same.
    await adapter.publish(...inOrder, ...inOrder, returnProcessed(one), refundRecorded(one));
    const [exported] = await adapter.waitFor('InventoryExported', one);
    await adapter.quiet();
    const [credit] = creditsOf(one);
    expect(creditsOf(one)).toHaveLength(1);
    expect(adapter.published('RefundImported', one)).toMatchObject([
      { data: { documentNumber: String(credit?.['credit_number']), applied: usd(8710), job: 'ShopifyImportRefunds' } },
    ]);
    expect(adapter.published('CreditIssued', one)).toMatchObject([
      { data: { documentKind: 'credit-invoice', total: usd(8710), merchandise: usd(8000), tax: usd(710) } },
    ]);
    expect(adapter.published('InventoryRestocked', one)).toMatchObject([
      { data: { movements: [{ sku: BLACK_M, warehouse: '1', quality: 'first', quantity: 2 }] } },
    ]);
    expect(onHand()).toBe(before + 2);
    expect(adapter.published('InventoryExported', one)).toEqual([exported]);
    expect(exported).toMatchObject({
      subject: one.returnId,
      data: { levels: [{ sku: BLACK_M, locationId: LOCATION, available: before + 2 }], job: 'ShopifyExportInventory' },
    });
    adapter.rlm.door.assertInvariants(COMPANY);
  });

  it('known before their return are imported all the same', async () => {
    const one = adapter.order('1003');
    await adapter.publish(refundRecorded(one), returnProcessed(one));
    await adapter.publish(returnInitiated(one));
    expect(await adapter.waitFor('RefundImported', one)).toHaveLength(1);
  });

  it('wait for their money, however often the return and its parts are told', async () => {
    const one = await adapter.announced('1004');
    const pending = refundRecorded(one, { moneyRefunded: usd(0), moneyPending: usd(8710) });
    const half = () => refundMoneySettled(one, 4355, '2026-03-11T12:00:00.000Z');
    await adapter.publish(returnProcessed(one), pending, half(), half());
    // A return that is told anew meets its order's facts again.
    await adapter.publish(returnInitiated(one), returnInitiated(one));
    const marker = await adapter.announced('1005');
    expect(creditsOf(one)).toEqual([]);
    await adapter.publish(refundMoneySettled(one, 4355, '2026-03-12T12:00:00.000Z'), half());
    expect(await adapter.waitFor('RefundImported', one)).toMatchObject([{ data: { applied: usd(8710) } }]);
    expect(adapter.published('RefundImported', marker)).toEqual([]);
  });

  it('that are there already are read back and count as done', async () => {
    const one = await adapter.announced('1006');
    const body = { refund_id: one.refundId, external_order_id: one.orderId, currency: 'USD', money_refunded: '87.10' };
    const line = {
      external_line_id: `line-${BLACK_M}`,
      quantity: 2,
      restock_type: 'RETURN',
      subtotal: '80.00',
      tax: '7.10',
    };
    await fetch(`${adapter.rlm.simulator.url}/v1/companies/${COMPANY}/refund-imports`, {
      method: 'POST',
      headers: { authorization: 'Bearer rlm-key', 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, lines: [line] }),
    });
    await adapter.publish(refundRecorded(one), returnProcessed(one));
    await adapter.waitFor('InventoryExported', one);
    expect(creditsOf(one)).toHaveLength(1);
    expect(adapter.published('CreditIssued', one)).toMatchObject([{ data: { total: usd(8710) } }]);
    expect(adapter.published('TaskOpened', one)).toEqual([]);
  });

  it('that RLM cannot import are a task, and are imported once after the cause is mended', async () => {
    const one = await adapter.announced('1007');
    await adapter.publish(returnProcessed(one), refundRecorded(one, { orderId: 'late-1007' }));
    const [task] = await adapter.waitFor('TaskOpened', one);
    expect(task?.data).toMatchObject({
      kind: 'import-refund',
      why: 'Order Not Found. Mend the cause, then retry the call.',
      values: { refund: one.refundId, amount: '87.10 USD', call: `refund:${one.refundId}` },
    });
    const lines = [{ externalLineId: `line-${BLACK_M}`, sku: BLACK_M, quantity: 2, price: 4000, tax: 710 }];
    adapter.rlm.door.addOrder(COMPANY, { externalOrderId: 'late-1007', customerPo: 'late', lines });
    await retry(`refund:${one.refundId}`);
    await adapter.waitFor('RefundImported', one);
    expect(await adapter.waitFor('TaskClosed', one)).toMatchObject([{ data: { taskId: task?.data.taskId } }]);
    expect(creditsOf(one)).toHaveLength(1);
  });

  it('that never shipped from RLM are skipped and say so', async () => {
    const one = await adapter.announced('1008');
    const lines = [
      { orderLineId: 'elsewhere', sku: 'X', quantity: 1, restockType: 'return', locationId: null },
    ] as const;
    const elsewhere = lines.map((line) => ({ ...line, subtotal: usd(100), tax: usd(0) }));
    await adapter.publish(returnProcessed(one), refundRecorded(one, { lines: elsewhere }));
    expect(await adapter.waitFor('RefundSkipped', one)).toMatchObject([
      { data: { reason: expect.stringContaining('Order Line Not Shipped'), severity: 'warning' } },
    ]);
    expect(creditsOf(one)).toEqual([]);
  });

  it('of second quality export what is there to sell, which has not changed', async () => {
    const one = await adapter.announced('1009');
    const before = onHand();
    const [line] = refundRecorded(one).data.lines;
    const lines = line === undefined ? [] : [{ ...line, restockType: 'no-restock' as const }];
    await adapter.publish(returnProcessed(one), refundRecorded(one, { lines }));
    expect(await adapter.waitFor('InventoryRestocked', one)).toMatchObject([
      { data: { movements: [{ warehouse: '91', quality: 'second', quantity: 2 }] } },
    ]);
    expect(await adapter.waitFor('InventoryExported', one)).toMatchObject([
      { data: { levels: [{ sku: BLACK_M, available: before }] } },
    ]);
  });

  it('into a warehouse that the shop does not know are a task, and the stock goes out once it is mapped', async () => {
    const one = adapter.order('1010');
    adapter.rlm.door.addItem(COMPANY, { style: 'N', color: 'O', size: 'S', sku: 'N-O-S', openingStock: { '3': 5 } });
    const lines = [{ externalLineId: 'north', sku: 'N-O-S', quantity: 1, price: 4000, tax: 355, warehouse: 3 }];
    adapter.rlm.door.addOrder(COMPANY, { externalOrderId: 'north-1010', customerPo: 'north', lines });
    await adapter.publish(
      returnProcessed(one),
      returnInitiated(one),
      refundRecorded(one, {
        orderId: 'north-1010',
        lines: [
          {
            ...{ orderLineId: 'north', sku: 'N-O-S', quantity: 1, restockType: 'return', locationId: null },
            ...{ subtotal: usd(4000), tax: usd(355) },
          },
        ],
        moneyRefunded: usd(4355),
      }),
    );
    const [task] = await adapter.waitFor('TaskOpened', one);
    expect(task?.data).toMatchObject({
      kind: 'read-inventory',
      why: expect.stringContaining('holds N-O-S is mapped to a location'),
    });
    adapter.rlm.door.setWarehouse(COMPANY, 3, { shopify_location_id: 'north-location' });
    await retry(`export:${one.returnId}:${one.refundId}`);
    expect(await adapter.waitFor('InventoryExported', one)).toMatchObject([
      { data: { levels: [{ sku: 'N-O-S', locationId: 'north-location', available: 5 }] } },
    ]);
    expect(await adapter.waitFor('TaskClosed', one)).toHaveLength(1);
  });
});
