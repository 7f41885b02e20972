import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultEffect } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import { refundRecorded, returnInitiated, storyOf } from '../support/envelopes.js';
import { importOrder } from '../support/erp.js';
import { jacket } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';

describe('one RMA for a return', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterEach(() => adapter.erp.faults.clear());
  afterAll(() => adapter.stop());

  const creations = (number: string) =>
    adapter.erp.calls.filter(
      ({ method, path, body }) => method === 'POST' && path.endsWith('/rma') && JSON.stringify(body).includes(number),
    ).length;

  it('although the return is told a hundred times, half of them as new messages', async () => {
    const story = adapter.story();
    const event = returnInitiated(story);
    const again = Array.from({ length: 50 }, () => [event, returnInitiated(story)]).flat();
    await Promise.all(again.map((one) => adapter.publish(one)));
    await adapter.waitFor(story, 'ReturnAuthorized');
    await adapter.quiet();
    expect(adapter.rmas(story)).toHaveLength(1);
    expect(creations(story.number)).toBe(1);
    expect(adapter.published(story, 'ReturnAuthorized')).toMatchObject([
      {
        source: '/backhaul/aims360-adapter',
        partitionKey: `northfold/${story.orderId}`,
        correlationId: event.correlationId,
        data: { documentKind: 'RMA', documentNumber: adapter.rmas(story)[0]?.['rma'], warehouse: 'MAIN' },
      },
    ]);
  });

  const onCreate = { method: 'POST', path: '/rma$' };
  const faults: [string, FaultEffect & { times?: number }][] = [
    ['500 after it was made', { kind: 'after-commit', then: 500 }],
    ['no answer after it was made', { kind: 'after-commit', then: 'timeout' }],
    ['a broken connection after it was made', { kind: 'after-commit', then: 'reset' }],
    ['no answer, and it was not made', { kind: 'timeout' }],
    ['a burst of 503', { kind: 'status', status: 503, times: 3 }],
    ['a page for people', { kind: 'html', status: 200 }],
    ['429 with Retry-After', { kind: 'rate-limit', retryAfterSeconds: 1 }],
    ['401 in the middle', { kind: 'status', status: 401 }],
    ['403 for a while', { kind: 'status', status: 403, times: 2 }],
  ];
  it.each(faults)('after %s', async (_, effect) => {
    const story = adapter.story();
    adapter.erp.faults.add({ match: { ...onCreate, body: story.number }, ...effect });
    await adapter.authorized(story);
    await adapter.quiet();
    expect(adapter.rmas(story)).toHaveLength(1);
    expect(adapter.published(story, 'ReturnAuthorized')).toHaveLength(1);
    expect(adapter.published(story, 'TaskOpened')).toEqual([]);
  });

  it('although the look-up after a lost answer brings nothing for a while', async () => {
    const story = adapter.story();
    adapter.erp.faults.add({ match: { ...onCreate, body: story.number }, kind: 'after-commit', then: 500 });
    adapter.erp.faults.add({ match: { method: 'GET', path: 'rmas$' }, kind: 'html', status: 200, always: true });
    await adapter.publish(returnInitiated(story));
    const inDoubt = async () => {
      const { status, lookUps } = await adapter.call(`rma:${story.returnId}`);
      return status === 'in-doubt' && lookUps > 0;
    };
    await waitFor('a look-up in vain', inDoubt);
    expect(adapter.published(story, 'ReturnAuthorized')).toEqual([]);
    adapter.erp.faults.clear();
    await adapter.waitFor(story, 'ReturnAuthorized');
    await adapter.quiet();
    expect(creations(story.number)).toBe(1);
  });

  it('when the vendor’s own link or a person was faster', async () => {
    const story = adapter.story();
    await adapter.makeRma(story);
    await adapter.authorized(story);
    await adapter.quiet();
    expect(adapter.rmas(story)).toHaveLength(1);
    expect(adapter.published(story, 'ReturnAuthorized')).toMatchObject([
      { data: { documentNumber: adapter.rmas(story)[0]?.['rma'] } },
    ]);
  });

  it('comes once the order is imported: a task until then, which closes itself after the retry', async () => {
    const story = storyOf('northfold', '99000001');
    await adapter.publish(returnInitiated(story));
    const [task] = await adapter.waitFor(story, 'TaskOpened');
    expect(task?.data).toMatchObject({
      kind: 'import-order',
      role: 'operator',
      values: { order: story.orderName, account: 'SHPFY-US', items: 'RIDGE-PINE-M at 126.00 USD', tax: '10.08 USD' },
    });
    importOrder(adapter.erp.door, story.orderId, story.orderName);
    await adapter.retry(task?.data.values['call'] ?? '');
    await adapter.waitFor(story, 'ReturnAuthorized');
    expect(await adapter.waitFor(story, 'TaskClosed')).toMatchObject([{ data: { taskId: task?.data.taskId } }]);
  });

  it('is not made for an item that AIMS360 does not know', async () => {
    const story = adapter.story();
    await adapter.publish(returnInitiated(story, [jacket('u1', { sku: 'CAP', barcode: '77' })]));
    const [task] = await adapter.waitFor(story, 'TaskOpened');
    expect(task?.data).toMatchObject({ kind: 'map-item', values: { upc: '77', sku: 'CAP' } });
    expect(adapter.rmas(story)).toEqual([]);
  });

  it('is made by hand where there is no API for it: the poll finds it by the return number', async () => {
    const story = adapter.story();
    adapter.erp.faults.add({ match: { ...onCreate, body: story.number }, kind: 'status', status: 404 });
    await adapter.publish(returnInitiated(story));
    await adapter.waitFor(story, 'TaskOpened');
    await adapter.makeRma(story);
    await adapter.waitFor(story, 'ReturnAuthorized');
    await adapter.waitFor(story, 'TaskClosed');
  });

  it('is none of ours for a merchant that is not configured', async () => {
    const stranger = storyOf('stranger', '1');
    await adapter.publish(returnInitiated(stranger), refundRecorded(stranger, '1'));
    await adapter.quiet();
    expect(creations('"1"')).toBe(0);
  });

  it('answers as healthy in the end: no sweep fails, nothing is parked', async () => {
    const ready = () => fetch(`${adapter.service.url}/health/ready`).then((answer) => answer.ok);
    await waitFor('readiness', ready);
    const headers = { authorization: 'Bearer admin-token' };
    const parked = await fetch(`${adapter.service.url}/admin/parked`, { headers }).then((answer) => answer.json());
    expect(parked).toMatchObject({ items: [] });
  });
});
