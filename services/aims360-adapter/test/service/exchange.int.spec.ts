import type { EventData } from '@backhaul/contracts';
import { throughDoubts, waitFor, type DoubtfulCall } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exchangeOrderCreated, exchangeOrderIdOf, type Story } from '../support/envelopes.js';
import { UPC_L } from '../support/erp.js';
import { line } from '../support/exchanges.js';
import { usd } from '../support/returns.js';
import { exchangeKinds, startAdapter, type Adapter } from '../support/service.js';

const ACCOUNT = 'NORTHFOLD';

describe('an exchange order on its way into AIMS360', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
    adapter.erp.door.mapShop(ACCOUNT, 'northfold.myshopify.com', 'SHPFY-US');
  });
  afterAll(() => adapter.stop());

  /** The exchange order as the shop shows it: a jacket in L for the one in M. */
  const created = (story: Story, change: Partial<EventData<'ExchangeOrderCreated'>> = {}) =>
    exchangeOrderCreated(story, {
      returnId: story.returnId,
      exchangeOrderName: `EXC-${story.number}`,
      lines: [{ ...line(`70${story.number}`), barcode: UPC_L }],
      merchandise: usd(12600),
      creditDiscount: usd(12600),
      tax: usd(0),
      total: usd(0),
      ...change,
    });
  /** AIMS360 has read it from the shop, without shipping type and payment type. */
  const stage = (story: Story) =>
    adapter.erp.door.stageWebOrder(ACCOUNT, {
      thirdPartyOrderID: exchangeOrderIdOf(story),
      orderName: `EXC-${story.number}`,
      lines: [{ upc: UPC_L, quantity: 1, price: 12600, discount: 12600 }],
    });
  const inErp = (story: Story) =>
    adapter.erp.door.orders(ACCOUNT).filter((order) => order['thirdPartyOrderID'] === exchangeOrderIdOf(story));
  /** A task that was closed and opened again is open. */
  const openTasks = (story: Story) => {
    const times = (type: 'TaskOpened' | 'TaskClosed', id: string) =>
      adapter.published(story, type).filter(({ data }) => data.taskId === id).length;
    return adapter
      .published(story, 'TaskOpened')
      .map(({ data }) => data)
      .filter(({ taskId }) => times('TaskOpened', taskId) > times('TaskClosed', taskId));
  };

  it('is imported once it is staged, with both types filled, whatever repeats', async () => {
    const story = adapter.story();
    stage(story);
    await adapter.publish(created(story), created(story));
    const [told] = await adapter.waitFor(story, 'ExchangeOrderImported');
    expect(inErp(story)).toMatchObject([
      { order: told?.data.documentNumber, note1: `Exchange for ${story.orderName}, return ${story.number}` },
    ]);
    expect(told?.data).toMatchObject({ shippingType: 'UPSG', paymentType: 'EXCH', offset: { kind: 'discount' } });
    await adapter.quiet();
    expect(adapter.published(story, 'ExchangeOrderImported')).toHaveLength(1);
  });

  it('that AIMS360 has not read is a task; it goes on by itself when a person has clicked', async () => {
    const story = adapter.story();
    await adapter.publish(created(story));
    await waitFor('the task', () => openTasks(story).some(({ kind }) => kind === 'read-shop-orders'));
    stage(story);
    await adapter.waitFor(story, 'ExchangeOrderImported');
    await waitFor('no task to be open', () => openTasks(story).length === 0);
  });

  it('imported by hand first is seen, and not imported again', async () => {
    const story = adapter.story();
    stage(story);
    adapter.erp.door.operatorImportWebOrder(ACCOUNT, `EXC-${story.number}`, { shipvia: 'USPSP', term: 'EXCH' });
    await adapter.publish(created(story));
    const [told] = await adapter.waitFor(story, 'ExchangeOrderImported');
    expect(told?.data).toMatchObject({ shippingType: 'USPSP' });
    expect(inErp(story)).toHaveLength(1);
  });

  it('of which no look-up can tell what became of its calls is for a person, and ends with one order', async () => {
    const [separate, native] = [adapter.story(), adapter.story()];
    stage(separate);
    const { erp, database } = adapter;
    const calls: DoubtfulCall[] = [
      {
        kind: 'aims360.find-staged',
        system: erp,
        request: { method: 'GET', path: '/weborders$' },
        plan: () => adapter.publish(created(separate)),
      },
      { kind: 'aims360.import-order', system: erp, request: { method: 'POST', path: '/import$' } },
      {
        kind: 'aims360.amend-order',
        system: erp,
        request: { method: 'PATCH', path: '/order/' },
        plan: () => adapter.publish(created(native, { native: true, exchangeOrderId: native.orderId })),
      },
    ];
    expect(calls.map(({ kind }) => kind)).toEqual(exchangeKinds);
    const asked = ({ key }: { key: string }) =>
      waitFor(
        `a task for ${key}`,
        () => [separate, native].flatMap(openTasks).find(({ values }) => values['call'] === key),
        { timeoutMs: 30_000 },
      );
    await throughDoubts({ pool: database.pool, calls, asked });
    await adapter.waitFor(separate, 'ExchangeOrderImported');
    await adapter.waitFor(native, 'ExchangeOrderImported');
    expect(inErp(separate)).toHaveLength(1);
    await waitFor('every task to be closed', () => [separate, native].flatMap(openTasks).length === 0);
  }, 180_000);
});
