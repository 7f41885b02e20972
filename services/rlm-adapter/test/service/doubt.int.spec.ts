import { throughDoubts, waitFor, type DoubtfulCall } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rlmAdapter } from '../../src/index.js';
import {
  exchangedFor,
  exchangeOrderCreated,
  refundRecorded,
  returnCancelled,
  returnInitiated,
  returnProcessed,
  returnUnitsRemoved,
  testReturn,
} from '../support/events.js';
import { shopOrder } from '../support/exchanges.js';
import { startAdapter, type Adapter } from '../support/service.js';
import { COMPANY } from '../support/systems.js';

describe('a call of which no look-up can tell what became of it', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter.stop());

  it('is a task for a person, of every kind, and ends with one document and the task closed', async () => {
    const { rlm, warehouse, database, service } = adapter;
    const one = adapter.order('2001');
    const other = testReturn('2002');
    const exchange = shopOrder(undefined, { orderId: one.orderId });
    const raNumber = (): string =>
      String(rlm.door.ras(COMPANY).find((row) => row['external_rma_id'] === one.number)?.['ra_number']);
    const to = (system: typeof rlm.simulator | typeof warehouse.simulator, method: string, path: string) => ({
      system,
      request: { method, path },
    });
    const calls: DoubtfulCall[] = [
      {
        kind: 'rlm.create-ra',
        ...to(rlm.simulator, 'POST', '/return-authorizations$'),
        plan: () => adapter.publish(returnInitiated(one)),
      },
      { kind: 'threepl.create-return-order', ...to(warehouse.simulator, 'POST', '/return-orders$') },
      { kind: 'rlm.transmit-ra', ...to(rlm.simulator, 'POST', '/transmit$') },
      {
        kind: 'rlm.post-receipt',
        ...to(rlm.simulator, 'POST', '/return-receipts$'),
        plan: () => warehouse.door.receive(raNumber()),
      },
      { kind: 'threepl.read-receipts', ...to(warehouse.simulator, 'GET', '/return-receipts$') },
      {
        kind: 'rlm.mark-receipt-exported',
        ...to(rlm.simulator, 'POST', '/exported$'),
        plan: () => adapter.publish(refundRecorded(one), returnProcessed(one)),
      },
      {
        kind: 'rlm.import-refund',
        ...to(rlm.simulator, 'POST', '/refund-imports$'),
      },
      { kind: 'rlm.read-inventory', ...to(rlm.simulator, 'GET', '/inventory$') },
      {
        kind: 'rlm.import-exchange-order',
        ...to(rlm.simulator, 'POST', '/orders$'),
        plan: () => adapter.publish(exchangeOrderCreated(one, exchange), exchangedFor(one, exchange, 8710)),
      },
      {
        kind: 'threepl.change-return-order',
        ...to(warehouse.simulator, 'PUT', '/return-orders/'),
        plan: async () => {
          await adapter.announced(other.number);
          await adapter.publish(returnUnitsRemoved(other, ['1']));
        },
      },
      {
        kind: 'threepl.cancel-return-order',
        ...to(warehouse.simulator, 'POST', '/cancel$'),
        plan: () => adapter.publish(returnCancelled(other)),
      },
      { kind: 'rlm.cancel-ra', ...to(rlm.simulator, 'POST', '/cancel$') },
    ];
    expect(calls.map(({ kind }) => kind).sort()).toEqual(
      (rlmAdapter.effects?.(service.app) ?? [])
        .map(({ kind }) => kind)
        // What only looks for others' calls, or only waits for a day, is never in doubt.
        .filter((kind) => !kind.startsWith('watch.') && kind !== 'rlm.arrival-due')
        .sort(),
    );

    const taskOf = (key: string) => adapter.published('TaskOpened').find(({ data }) => data.values['call'] === key);
    await throughDoubts({
      ...{ pool: database.pool, calls },
      asked: ({ key }) => waitFor(`a task for ${key}`, () => taskOf(key), { timeoutMs: 30_000 }),
    });
    await adapter.waitFor('InventoryExported', one);
    await adapter.quiet();

    const opened = adapter.published('TaskOpened').map(({ data }) => data.taskId);
    const closed = await adapter.waitFor('TaskClosed', undefined, calls.length);
    expect(opened).toHaveLength(calls.length);
    expect(closed.map(({ data }) => data.taskId).sort()).toEqual(opened.sort());
    // The first of each was not understood; what followed was the same to the byte.
    const wire = [...rlm.simulator.calls, ...warehouse.simulator.calls].filter(({ method }) => method === 'POST');
    for (const path of [
      /\/return-authorizations$/,
      /\/return-orders$/,
      /\/return-receipts$/,
      /\/refund-imports$/,
      /\d\/orders$/,
    ]) {
      const sent = wire
        .filter((call) => path.test(call.path))
        .map(({ body }) => JSON.stringify(body))
        .filter((body) => !body.includes(other.number));
      expect(sent.length).toBeGreaterThan(1);
      expect(new Set(sent).size).toBe(1);
    }
    expect(rlm.door.ras(COMPANY).map((row) => row['status'])).toEqual(['EXPORTED', 'CANCELLED']);
    expect(warehouse.door.returnOrders()).toHaveLength(2);
    expect(rlm.door.receipts(COMPANY)).toHaveLength(1);
    expect(rlm.door.credits(COMPANY)).toHaveLength(1);
  }, 240_000);
});
