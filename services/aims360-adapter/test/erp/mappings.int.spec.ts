import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RmaDetailView } from '../../src/http/schemas.js';
import { apiOf, type Api } from '../support/api.js';
import { exchangeOrderCreated, exchangeOrderIdOf, returnInitiated, type Story } from '../support/envelopes.js';
import { UPC_L } from '../support/erp.js';
import { line } from '../support/exchanges.js';
import { jacket } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';

/** harbor says that each reason and each item has to be mapped; northfold leaves what has no entry to its defaults. */
describe('words of Loop and of the shop, and what they are called in AIMS360', () => {
  let adapter: Adapter;
  let api: Api;
  beforeAll(async () => {
    adapter = await startAdapter({
      northfold: { shippingType: undefined, paymentType: undefined },
      harbor: { requireMapping: ['reason', 'item'] },
    });
    api = apiOf(adapter);
  });
  afterAll(() => adapter.stop());

  const detail = async ({ returnId }: Story) => (await api.get<RmaDetailView>(`/rmas/${returnId}`)).body;
  const set = (merchant: string, table: string, key: string, value: string) =>
    api.put(`/mappings/${merchant}/${table}/${encodeURIComponent(key)}`, { value });

  it('are looked up for each unit; what has no entry is the default of the store', async () => {
    expect(await set('northfold', 'reason', 'Too small', 'FIT')).toMatchObject({ status: 200 });
    expect(await set('northfold', 'warehouse', 'Arrived damaged', 'SECONDS')).toMatchObject({ status: 200 });
    const story = adapter.story();
    const units = ['too small', 'Arrived damaged', null].map((reason, nth) => ({ ...jacket(`u${nth}`), reason }));
    await adapter.publish(returnInitiated(story, units));
    await adapter.waitFor(story, 'ReturnAuthorized');
    expect((await detail(story)).lines).toMatchObject([
      { shopperReason: 'too small', reason: 'FIT', warehouse: 'MAIN' },
      { shopperReason: 'Arrived damaged', reason: 'OTHER', warehouse: 'SECONDS' },
      { shopperReason: null, reason: 'OTHER', warehouse: 'MAIN' },
    ]);
  });

  it('that AIMS360 does not know as an item hold one return back, which goes on once the item is mapped', async () => {
    const story = adapter.story();
    await adapter.publish(returnInitiated(story, [{ ...jacket('u1'), sku: 'OLD-SKU', barcode: '000000000000' }]));
    const [task] = await adapter.waitFor(story, 'TaskOpened');
    expect(task?.data).toMatchObject({ kind: 'map-item', values: { upc: '000000000000', sku: 'OLD-SKU' } });
    expect(await api.get('/mappings/northfold/item')).toMatchObject({
      body: { unmapped: [{ key: '000000000000', waiting: 1 }] },
    });
    await set('northfold', 'item', '000000000000', 'RIDGE-PINE-M');
    await adapter.waitFor(story, 'ReturnAuthorized');
    await waitFor('the task to be closed', () => adapter.published(story, 'TaskClosed').length === 1);
    expect(adapter.rmas(story)).toHaveLength(1);
  });

  it('for how an exchange order is shipped and paid have it imported once they are mapped', async () => {
    const story = adapter.story();
    adapter.erp.door.mapShop('NORTHFOLD', 'northfold.myshopify.com', 'SHPFY-US');
    adapter.erp.door.stageWebOrder('NORTHFOLD', {
      thirdPartyOrderID: exchangeOrderIdOf(story),
      orderName: `EXC-${story.number}`,
      lines: [{ upc: UPC_L, quantity: 1, price: 12600, discount: 12600 }],
    });
    const order = exchangeOrderCreated(story, {
      ...{
        returnId: story.returnId,
        exchangeOrderName: `EXC-${story.number}`,
        shippingMethod: 'Standard',
        paymentMethods: [],
      },
      lines: [{ ...line(`70${story.number}`), barcode: UPC_L }],
    });
    await adapter.publish(returnInitiated(story), order);
    const opened = await waitFor('what is lacking', () =>
      adapter.published(story, 'TaskOpened').find(({ data }) => data.kind.startsWith('fill-')),
    );
    expect(opened.data.values).toMatchObject({ order: `EXC-${story.number}` });
    await set('northfold', 'shipping-type', 'Standard', 'UPSG');
    await set('northfold', 'payment-type', 'none', 'EXCH');
    const [imported] = await adapter.waitFor(story, 'ExchangeOrderImported');
    expect(imported?.data).toMatchObject({ shippingType: 'UPSG', paymentType: 'EXCH' });
  });

  it('without an entry hold the return back where the store wants it so, until each is mapped', async () => {
    const [one, two] = [adapter.story('harbor'), adapter.story('harbor')];
    const units = [{ ...jacket('u1'), reason: 'Changed my mind', sku: 'SHOP-1', barcode: null }];
    await adapter.publish(returnInitiated(one, units), returnInitiated(two, units));
    await waitFor('both to wait', async () => {
      const { body } = await api.get<{ items: object[] }>('/rmas?merchant=harbor&status=blocked');
      return body.items.length === 2;
    });
    const tasks = await adapter.waitFor(one, 'TaskOpened', 2);
    expect(tasks.map(({ data }) => data.values)).toMatchObject([
      { table: 'reason', key: 'Changed my mind' },
      { table: 'item', key: 'SHOP-1' },
    ]);
    expect(await api.get('/mappings/harbor/reason')).toMatchObject({
      body: { unmapped: [{ key: 'Changed my mind', seen: 2, waiting: 2 }] },
    });
    await set('harbor', 'reason', 'Changed my mind', 'OTHER');
    await set('harbor', 'item', 'SHOP-1', 'RIDGE-PINE-M');
    for (const story of [one, two]) await adapter.waitFor(story, 'ReturnAuthorized');
    expect((await detail(one)).lines).toMatchObject([{ sku: 'RIDGE-PINE-M', reason: 'OTHER' }]);
    await waitFor('the tasks to be closed', () => adapter.published(two, 'TaskClosed').length === 2);
    expect(await api.get('/mappings/harbor/reason/history')).toMatchObject({
      body: { items: [{ key: 'Changed my mind', value: 'OTHER', by: 'the operator' }] },
    });
  });
});
