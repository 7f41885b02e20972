import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { returnInitiated } from '../support/envelopes.js';
import { UPC_M } from '../support/erp.js';
import { jacket, usd } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';

describe('what people and warehouses do in AIMS360', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter.stop());

  it('is told step by step: received and restocked, then credited and cleared', async () => {
    const { erp } = adapter;
    const story = adapter.story();
    await adapter.authorized(story);
    await adapter.quiet();
    expect(adapter.published(story, 'ReceiptRecorded')).toEqual([]);
    expect(adapter.published(story, 'InventoryRestocked')).toEqual([]);

    erp.door.operatorReceive('NORTHFOLD', story.number);
    const [restocked] = await adapter.waitFor(story, 'InventoryRestocked');
    expect(restocked?.data.movements).toEqual([
      { sku: 'RIDGE-PINE-M', barcode: UPC_M, warehouse: 'MAIN', quality: 'first', quantity: 1 },
    ]);
    expect(adapter.published(story, 'ReceiptRecorded')).toMatchObject([
      { data: { final: true, units: [{ unitId: 'u1', condition: 'good' }] } },
    ]);
    await adapter.quiet();
    expect(adapter.published(story, 'CreditIssued')).toEqual([]);

    const { creditMemo } = erp.door.operatorConfirmCredit('NORTHFOLD', story.number);
    const [cleared] = await adapter.waitFor(story, 'ReturnCleared');
    expect(cleared?.data).toMatchObject({ basis: 'credit-issued', documentNumber: creditMemo });
    expect(adapter.published(story, 'CreditIssued')).toMatchObject([
      { data: { documentNumber: creditMemo, total: usd(13608), merchandise: usd(12600), tax: usd(1008) } },
    ]);
    await adapter.quiet();
    expect(adapter.published(story, 'ReceiptRecorded')).toHaveLength(1);
    expect(adapter.published(story, 'InventoryRestocked')).toHaveLength(1);
    expect(adapter.published(story, 'ReturnCleared')).toHaveLength(1);
  });

  it('holds a return with a damaged and a missing unit, with the reasons', async () => {
    const story = adapter.story();
    await adapter.publish(returnInitiated(story, [jacket('u1'), jacket('u2'), jacket('u3')]));
    await adapter.waitFor(story, 'ReturnAuthorized');
    adapter.erp.door.operatorReceive('NORTHFOLD', story.number, {
      units: [
        { upc: UPC_M, quantity: 1, disposition: 'Restock' },
        { upc: UPC_M, quantity: 1, disposition: 'Seconds' },
        { upc: UPC_M, quantity: 1, disposition: 'Missing' },
      ],
    });
    const [held] = await adapter.waitFor(story, 'ReturnHeld');
    expect(held?.data.reasons.map(({ kind }) => kind)).toEqual(['short', 'damaged']);
    const [restocked] = await adapter.waitFor(story, 'InventoryRestocked');
    expect(restocked?.data.movements.map(({ warehouse, quality }) => [warehouse, quality])).toEqual([
      ['MAIN', 'first'],
      ['SECONDS', 'second'],
    ]);
  });

  it('is confirmed by policy where the store says so, once everything is back in stock', async () => {
    const story = adapter.story('harbor');
    await adapter.publish(returnInitiated(story, [jacket('u1'), jacket('u2')]));
    await adapter.waitFor(story, 'ReturnAuthorized');
    const one = { units: [{ upc: UPC_M, quantity: 1, disposition: 'Restock' as const }] };
    adapter.erp.door.operatorReceive('HARBOR', story.number, one);
    await adapter.waitFor(story, 'ReceiptRecorded', 1);
    await adapter.quiet();
    expect(adapter.erp.door.credits('HARBOR')).toEqual([]);
    adapter.erp.door.operatorReceive('HARBOR', story.number);
    await adapter.waitFor(story, 'ReturnCleared');
    expect(adapter.erp.door.credits('HARBOR')).toMatchObject([{ amount: 272.16 }]);
  });

  it('is credited once by policy although the answer was lost', async () => {
    const story = adapter.story('harbor');
    await adapter.authorized(story);
    const before = adapter.erp.door.credits('HARBOR').length;
    adapter.erp.faults.add({ match: { path: '/credit$', body: 'true' }, kind: 'after-commit', then: 500 });
    adapter.erp.door.operatorReceive('HARBOR', story.number);
    await adapter.waitFor(story, 'ReturnCleared');
    await adapter.quiet();
    expect(adapter.erp.door.credits('HARBOR')).toHaveLength(before + 1);
    expect(adapter.published(story, 'CreditIssued')).toHaveLength(1);
  });

  it('is for a person when the RMA was voided', async () => {
    const story = adapter.story();
    await adapter.authorized(story);
    adapter.erp.door.operatorVoid('NORTHFOLD', story.number);
    expect(await adapter.waitFor(story, 'TaskOpened')).toMatchObject([{ data: { kind: 'rma-void' } }]);
  });

  it('is for a person when it cannot be read; the other returns go on', async () => {
    const [story, other] = [adapter.story(), adapter.story()];
    await adapter.authorized(story);
    await adapter.authorized(other);
    adapter.erp.door.operatorReceive('NORTHFOLD', story.number);
    const [bad] = adapter.rmas(story);
    adapter.erp.door.operatorReceive('NORTHFOLD', other.number);
    const [good] = adapter.rmas(other);
    const later = { lastModifiedOn: new Date(Date.now() + 1).toISOString() };
    const value = [
      { ...bad, ...later, tax: 'ten' },
      { ...good, ...later },
    ];
    adapter.erp.faults.add({ match: { path: 'rmas$' }, kind: 'status', status: 200, body: { value }, always: true });
    await adapter.waitFor(other, 'InventoryRestocked');
    const [task] = await adapter.waitFor(story, 'TaskOpened');
    expect(task?.data).toMatchObject({ kind: 'read-rma', values: { rma: bad?.['rma'] } });
    // The next poll reads it as it is.
    adapter.erp.faults.clear();
    await adapter.waitFor(story, 'InventoryRestocked');
    await adapter.waitFor(story, 'TaskClosed');
  });
});
