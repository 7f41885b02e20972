import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import type { JobItemView, JobRunView } from '../../src/http/jobs/schemas.js';
import { jobs } from '../../src/rlm-return-authorization/jobs.js';
import type { JobName } from '../../src/jobs/names.js';
import {
  refundMoneySettled,
  refundRecorded,
  returnInitiated,
  returnProcessed,
  testReturn,
  type TestReturn,
} from '../support/events.js';
import { BLACK_M, BLACK_S, RED_M } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';
import { COMPANY, LOCATION, shippedOrder } from '../support/systems.js';

/** What an operator does at the job screens. */
const screens = (adapter: () => Adapter) => {
  const get = async <T>(path: string): Promise<T> => (await adapter().admin('GET', path)) as T;
  return {
    async run(job: JobName, body: object = {}): Promise<JobRunView> {
      const asked = { merchant: 'oaklinen', reason: 'A test.', ...body };
      const path = `/jobs/${encodeURIComponent(job)}/runs`;
      const { runId } = (await adapter().admin('POST', path, asked)) as JobRunView;
      return waitFor('the run to end', async () => {
        const now = await get<JobRunView>(`/runs/${runId}`);
        return now.status !== 'RUNNING' && now;
      });
    },
    items: async ({ runId }: JobRunView) => (await get<{ items: JobItemView[] }>(`/runs/${runId}/items`)).items,
  };
};

/** A refund that RLM does not get yet: its money is still under way. */
const unsettled = (one: TestReturn) => {
  const told = refundRecorded(one);
  const { moneyRefunded } = told.data;
  return refundRecorded(one, { moneyRefunded: { ...moneyRefunded, amount: 0 }, moneyPending: moneyRefunded });
};

describe('the export of stock', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter?.stop());

  const { run, items } = screens(() => adapter);
  const stock = (sku: string, warehouse = 1) => adapter.rlm.door.balance(COMPANY, warehouse, sku);
  const ofNoReturn = () => adapter.published('InventoryExported', { returnId: null });
  const shownOf = (sku: string) => ofNoReturn().flatMap(({ data }) => data.levels.filter((level) => level.sku === sku));

  it('begins with what moves from now on, and tells absolute figures of FIRST warehouses only', async () => {
    await run(jobs.exportInventory);
    expect(ofNoReturn()).toEqual([]);
    adapter.rlm.door.adjust(COMPANY, 1, RED_M, -3);
    adapter.rlm.door.adjust(COMPANY, 91, BLACK_S, 5);
    const moved = await run(jobs.exportInventory);
    expect(moved).toMatchObject({ status: 'SUCCESS', counts: { updated: 1, errored: 0 } });
    await waitFor('the export', () => ofNoReturn().length > 0);
    expect(ofNoReturn()).toMatchObject([
      {
        data: {
          returnId: null,
          levels: [{ sku: RED_M, locationId: LOCATION, available: stock(RED_M) }],
          job: 'ShopifyExportInventory',
        },
      },
    ]);
  });

  it('of certain items tells them, moved or not', async () => {
    await run(jobs.exportInventory, { ids: [BLACK_S] });
    await waitFor('the export', () => shownOf(BLACK_S).length > 0);
    expect(shownOf(BLACK_S)).toEqual([{ sku: BLACK_S, locationId: LOCATION, available: stock(BLACK_S) }]);
  });

  it('holds back what the shop restocked ahead of RLM, says so, and tells it once RLM has the refund', async () => {
    const [one, other] = [await adapter.announced('2001'), await adapter.announced('2002')];
    await adapter.publish(returnProcessed(other), unsettled(other));
    await adapter.publish(returnProcessed(one), refundRecorded(one));
    await adapter.waitFor('RefundImported', one);
    adapter.rlm.door.adjust(COMPANY, 1, BLACK_M, -1);
    const kept = await run(jobs.exportInventory);
    expect(kept.status).toBe('SUCCESS');
    expect((await items(kept)).filter(({ externalId }) => externalId.startsWith(BLACK_M))).toMatchObject([
      {
        result: 'SKIPPED',
        severity: 'WARN',
        errorMessage: `Held back: the shop has restocked it by refund ${other.refundId}, which RLM does not have yet`,
      },
    ]);
    await adapter.quiet();
    expect(adapter.published('InventoryExported', one)).toEqual([]);
    expect(shownOf(BLACK_M)).toEqual([]);
    // RLM's own job gets it first: ours meets `Refund ID Already Exists`, and everything that waited goes out.
    await adapter.rlm.post('/refund-imports', {
      ...{ refund_id: other.refundId, external_order_id: other.orderId, currency: 'USD', money_refunded: '87.10' },
      lines: [
        {
          ...{ external_line_id: `line-${BLACK_M}`, quantity: 2, restock_type: 'RETURN', location_id: null },
          ...{ subtotal: '80.00', tax: '7.10' },
        },
      ],
    });
    await adapter.publish(refundMoneySettled(other, 8710, '2026-03-11T12:00:00.000Z'));
    await adapter.waitFor('InventoryExported', other);
    await adapter.waitFor('InventoryExported', one);
    const levels = [{ sku: BLACK_M, locationId: LOCATION, available: stock(BLACK_M) }];
    expect(adapter.published('InventoryExported', one)).toMatchObject([{ data: { levels } }]);
    expect(adapter.published('RefundSkipped', other)).toMatchObject([
      { data: { reason: 'Refund ID Already Exists', severity: 'info', accepted: null } },
    ]);
    expect(adapter.published('TaskOpened', other)).toEqual([]);
    adapter.rlm.door.assertInvariants(COMPANY);
  });

  it('of a refund that RLM has: the job says so as an information, and its run is a success', async () => {
    const again = await run(jobs.importRefunds, { ids: ['refund-of-2001'] });
    expect(again).toMatchObject({ status: 'SUCCESS', counts: { skipped: 1, errored: 0 } });
    expect(await items(again)).toMatchObject([
      { result: 'SKIPPED', severity: 'INFO', errorMessage: 'Refund ID Already Exists' },
    ]);
  });

  it('of a refund whose order RLM has not shipped follows when it is shipped and the job looks again', async () => {
    const one = testReturn('2003');
    shippedOrder(adapter.rlm.door, one.orderId, { shipped: false });
    await adapter.publish(returnInitiated(one), returnProcessed(one), refundRecorded(one));
    expect(await adapter.waitFor('RefundSkipped', one)).toMatchObject([
      { data: { reason: 'No Returnable Lines; Order Line Not Shipped', severity: 'warning' } },
    ]);
    expect(await adapter.waitFor('TaskOpened', one)).toMatchObject([{ data: { kind: 'refund-not-imported' } }]);
    const order = adapter.rlm.door.orders(COMPANY).find((row) => row['external_order_id'] === one.orderId);
    adapter.rlm.door.ship(COMPANY, Number(order?.['order_number']));
    expect(await run(jobs.importRefunds, { ids: [one.refundId] })).toMatchObject({
      status: 'SUCCESS',
      counts: { errored: 0 },
    });
    await adapter.waitFor('RefundImported', one);
    expect(await adapter.waitFor('TaskClosed', one)).toMatchObject([{ data: { how: 'RLM imported the refund.' } }]);
  });

  it('of a refund that RLM never takes in is not waited for once finance accepts that', async () => {
    const one = testReturn('2004');
    shippedOrder(adapter.rlm.door, one.orderId, { shipped: false });
    await adapter.publish(returnInitiated(one), returnProcessed(one), refundRecorded(one));
    await adapter.waitFor('RefundSkipped', one);
    const accept = () =>
      adapter.admin('POST', `/returns/${one.returnId}/refunds/${one.refundId}/accept`, { reason: 'never shipped' });
    await accept();
    const [, accepted] = await adapter.waitFor('RefundSkipped', one, 2);
    expect(accepted).toMatchObject({ data: { severity: 'info', accepted: { amount: 8710, currency: 'USD' } } });
    expect(await adapter.waitFor('TaskClosed', one)).toHaveLength(1);
    await expect(accept()).rejects.toThrow('It is accepted already.');
    await run(jobs.importRefunds);
    expect(adapter.published('RefundSkipped', one)).toHaveLength(2);
  });
});
