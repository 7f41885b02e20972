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
  /** The job looks for what people did in RLM. */
  const looksAtRas = async (): Promise<void> => {
    const asked = { merchant: 'oaklinen', reason: 'A test.' };
    const run = await adapter.admin('POST', '/jobs/LoopImportReturnAuthorizations/runs', asked);
    const { runId } = run as { runId: string };
    const ended = async () =>
      ((await adapter.admin('GET', `/runs/${runId}`)) as { status: string }).status === 'SUCCESS';
    await waitFor('the job to have looked', ended);
    await adapter.quiet();
  };
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
    await adapter.rlm.post(`/return-authorizations/${one.raNumber}/close`);
    await looksAtRas();
    expect(await adapter.waitFor('TaskClosed', one)).toHaveLength(1);
  });

  it('ends as well when a person cancels its RA in RLM: the others are told once, and so is the warehouse', async () => {
    const one = await adapter.announced('7004');
    await adapter.rlm.post(`/return-authorizations/${one.raNumber}/cancel`);
    await looksAtRas();
    expect(await adapter.waitFor('AuthorizationCancelled', one)).toMatchObject([
      { data: { documentNumber: one.raNumber, reason: 'it was cancelled in RLM, not by Backhaul' } },
    ]);
    await waitFor('the return order to be cancelled', () => orderOf(one.raNumber)?.status === 'CANCELLED');
    await looksAtRas();
    expect(adapter.published('AuthorizationCancelled', one)).toHaveLength(1);
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
