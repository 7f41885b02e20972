import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { returnCancelled, returnUnitsRemoved } from '../support/events.js';
import { COMPANY } from '../support/systems.js';
import { startAdapter, type Adapter } from '../support/service.js';

describe('a return that ends in Loop without an outcome', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter?.stop());

  const statusOf = (raNumber: string) =>
    adapter.rlm.door.ras(COMPANY).find((row) => String(row['ra_number']) === raNumber)?.['status'];
  const orderOf = (raNumber: string) => adapter.warehouse.door.returnOrders().find((row) => row.ra_number === raNumber);

  it('is cancelled at the warehouse and in RLM, and the others are told', async () => {
    const one = await adapter.announced('7001');
    await adapter.publish(returnCancelled(one));
    expect(await adapter.waitFor('AuthorizationCancelled', one)).toMatchObject([
      { data: { documentNumber: one.raNumber, reason: 'the return was cancelled in Loop', system: 'RLM' } },
    ]);
    expect(orderOf(one.raNumber)).toMatchObject({ status: 'CANCELLED' });
    expect(statusOf(one.raNumber)).toBe('CANCELLED');
    expect(adapter.published('TaskOpened', one)).toEqual([]);
  });

  it('is for a person when the parcel is at the warehouse already', async () => {
    const one = await adapter.announced('7002');
    adapter.warehouse.door.arrive(one.raNumber);
    await adapter.publish(returnCancelled(one));
    expect(await adapter.waitFor('TaskOpened', one)).toMatchObject([
      { data: { kind: 'ended-with-goods', values: { ra: one.raNumber } } },
    ]);
    expect(statusOf(one.raNumber)).toBe('TRANSMITTED');
    expect(adapter.published('AuthorizationCancelled', one)).toEqual([]);
  });

  it('expects at the warehouse what is left of it when units are taken off', async () => {
    const one = await adapter.announced('7003');
    await adapter.publish(returnUnitsRemoved(one, ['3']));
    await waitFor('the red one to be off', () => orderOf(one.raNumber)?.lines.length === 1);
    expect(orderOf(one.raNumber)?.lines).toMatchObject([{ sku: 'TS100-BLK-M', qty_expected: 2 }]);
    adapter.warehouse.door.receive(one.raNumber);
    expect(await adapter.waitFor('ReturnCleared', one)).toHaveLength(1);
  });
});
